// `--workers`: the instances are divided among processes of the sandbox, each with its own tables; their answers are kept as
// databases and put together.
import { totalmem } from "node:os"
import type { Database } from "@chatledger/analytics"
import { attachKept } from "@chatledger/analytics/internal"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { defaultLimits, type Limits, limitsOf } from "../../sandbox/limits.ts"
import { sandboxParameters } from "../../sandbox/parameters.ts"
import { openSandboxOn } from "../../sandbox/sandbox.ts"
import { datasetPlaces } from "../../tables/dataset.ts"
import type { Naming } from "../../tables/naming.ts"
import type { StatsFlags } from "./command.ts"

const LEAST_MEGABYTES = 512
const MEGABYTE = 1024 * 1024
/** Built-in statistics have no time limit of their own. */
const WEEK_MILLIS = 7 * 24 * 3_600_000

const INSTANCES = `
select instance_id, sum(message_count) as messages
from snapshots
group by instance_id
order by messages desc, instance_id`

/** Divides instances into groups of about the same number of messages; the first are the largest. */
export const divided = (
  instances: ReadonlyArray<{ readonly id: string; readonly messages: number }>,
  count: number
): ReadonlyArray<ReadonlySet<string>> => {
  const groups = Array.from({ length: Math.min(count, instances.length) }, () => ({
    ids: new Set<string>(),
    messages: 0
  }))
  for (const { id, messages } of instances) {
    const lightest = groups.reduce((least, group) => (group.messages < least.messages ? group : least))
    lightest.ids.add(id)
    lightest.messages += messages
  }
  return groups.map(({ ids }) => ids)
}

/** The memory of the machine is divided, too. */
const limitsIn = Effect.fnUntraced(function* (flags: StatsFlags, count: number) {
  const limits = yield* limitsOf(flags)
  const share = Math.floor(totalmem() / MEGABYTE / 2 / count)
  const { memoryMegabytes } = defaultLimits()
  return {
    ...limits,
    memoryMegabytes: Option.isSome(flags.maxMemory)
      ? limits.memoryMegabytes
      : Math.max(LEAST_MEGABYTES, Math.min(memoryMegabytes, share)),
    timeMillis: Option.isSome(flags.maxTime) ? limits.timeMillis : WEEK_MILLIS
  } satisfies Limits
})

export interface WorkerQuery {
  readonly sql: string
  readonly parameters: Readonly<Record<string, DuckDBValue>>
  readonly instances: ReadonlyArray<string>
  readonly timeZone: string
  readonly naming: Naming
  /** The tables that are read; default: all. */
  readonly tables: ReadonlySet<string> | undefined
}

/**
 * Answers a statistic by so many processes, and attaches their answers to the database; returns the queries of their rows.
 */
export const byWorkers = Effect.fnUntraced(function* (
  database: Database,
  flags: StatsFlags,
  dataset: string,
  count: number,
  { instances: only, naming, parameters, sql, tables, timeZone }: WorkerQuery
) {
  const found = yield* database.rows(INSTANCES)
  const instances = found
    .map((row) => ({ id: String(row["instance_id"]), messages: Number(row["messages"]) }))
    .filter(({ id }) => only.length === 0 || only.includes(id))
  const groups = divided(instances, count)
  const limits = yield* limitsIn(flags, groups.length)
  const options = { timeZone, limits, naming, isUnsafe: false, isMaterialized: true }
  const query = { sql, parameters: sandboxParameters(parameters) }
  const kept = yield* Effect.forEach(
    groups,
    Effect.fnUntraced(function* (group) {
      const places = yield* datasetPlaces(dataset, { isRead: (instance) => group.has(instance), tables })
      const { place, worker } = yield* openSandboxOn(places, [places.folder], options)
      if (place === undefined) return yield* Effect.die(new Error("there is no place for the answer"))
      yield* worker.ask({ kind: "keep", query })
      return place
    }),
    { concurrency: "unbounded" }
  )
  return yield* Effect.forEach(kept, (place, number) => attachKept(database, place, `part_${number}`))
})
