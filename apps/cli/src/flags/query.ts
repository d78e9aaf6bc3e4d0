// Flags of queries: what to query, whom to count, and limits. Help and docs are generated from them.

import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { engineNames } from "../engine/names.ts"
import { helpStrings } from "../messages/strings.ts"

export const statistic = Argument.String("name").pipe(
  Argument.withDescription(helpStrings.flags.statistic),
  Argument.optional
)

export const searchText = Argument.String("text").pipe(
  Argument.withDescription(helpStrings.flags.searchText),
  Argument.variadic({ min: 1 })
)

export const sql = Argument.String("query").pipe(
  Argument.withDescription(helpStrings.flags.sql),
  Argument.optional
)

export const query = Flag.String("query").pipe(
  Flag.withDescription(helpStrings.flags.query),
  Flag.withMetavar("SQL"),
  Flag.optional
)

export const params = Flag.KeyValuePair("param").pipe(
  Flag.withDescription(helpStrings.flags.params),
  Flag.withDefault({})
)

/** Which part of an answer is shown, and in which order. */
export const shape = {
  limit: Flag.Int("limit").pipe(
    Flag.withDescription(helpStrings.flags.limitRows),
    Flag.withMetavar("N"),
    Flag.optional
  ),
  sort: Flag.String("sort").pipe(
    Flag.withDescription(helpStrings.flags.sort),
    Flag.withMetavar("LIST"),
    Flag.optional
  ),
  columns: Flag.String("columns").pipe(
    Flag.withDescription(helpStrings.flags.columns),
    Flag.withMetavar("LIST"),
    Flag.optional
  )
}

export const file = Flag.String("file").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.file),
  Flag.withMetavar("PATH"),
  Flag.optional
)

export const people = Flag.Boolean("people").pipe(
  Flag.withDescription(helpStrings.flags.people),
  Flag.withDefault(false)
)

export const rosters = Flag.String("roster").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.rosters),
  Flag.withMetavar("FILE"),
  Flag.atLeast(0)
)

export const names = Flag.String("names").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.names),
  Flag.withMetavar("FILE"),
  Flag.atLeast(0)
)

export const queries = Flag.String("queries").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.queries),
  Flag.withMetavar("DIR"),
  Flag.atLeast(0)
)

export const dataset = Flag.String("dataset").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.dataset),
  Flag.withMetavar("DIR"),
  Flag.optional
)

/** A statistic of a dataset in parts. */
export const parts = {
  workers: Flag.Int("workers").pipe(
    Flag.withDescription(helpStrings.flags.workers),
    Flag.withMetavar("N"),
    Flag.optional
  ),
  shard: Flag.String("shard").pipe(
    Flag.withDescription(helpStrings.flags.statisticShard),
    Flag.withMetavar("I/N"),
    Flag.optional
  ),
  part: Flag.String("part").pipe(
    Flag.map(atHome),
    Flag.withDescription(helpStrings.flags.partFile),
    Flag.withMetavar("FILE"),
    Flag.atLeast(0)
  )
}

/** Another engine to ask, where it is, and its password. */
export const engine = {
  engine: Flag.Literals("engine", engineNames).pipe(
    Flag.withDescription(helpStrings.flags.engine),
    Flag.optional
  ),
  url: Flag.String("url").pipe(
    Flag.withDescription(helpStrings.flags.engineUrl),
    Flag.withMetavar("URL"),
    Flag.optional
  ),
  passwordFile: Flag.String("password-file").pipe(
    Flag.map(atHome),
    Flag.withDescription(helpStrings.flags.passwordFile),
    Flag.withMetavar("FILE"),
    Flag.optional
  )
}

export const printPath = Flag.Boolean("print-path").pipe(
  Flag.withDescription(helpStrings.flags.printPath),
  Flag.withDefault(false)
)

export const unsafe = Flag.Boolean("unsafe").pipe(
  Flag.withDescription(helpStrings.flags.unsafe),
  Flag.withDefault(false)
)

export const history = Flag.Boolean("history").pipe(
  Flag.withDescription(helpStrings.flags.history),
  Flag.withDefault(true)
)

const limit = (name: string, metavar: string, text: string) =>
  Flag.String(name).pipe(Flag.withDescription(text), Flag.withMetavar(metavar), Flag.optional)

/** Limits of the user's queries. */
export const limits = {
  maxTime: limit("max-time", "LENGTH", helpStrings.flags.maxTime),
  maxMemory: limit("max-memory", "SIZE", helpStrings.flags.maxMemory),
  maxDisk: limit("max-disk", "SIZE", helpStrings.flags.maxDisk)
}
