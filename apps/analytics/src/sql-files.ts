// The SQL of this room, as it stands in `sql/`: one file a table, one file a question.
//
// Read from disk when first asked for. A table file has two parts, `-- schema` and `-- merge`; comments above
// them say what the table is. Gotcha: `{{name}}` is replaced by SQL text, never by data.
import * as Crypto from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { coverageVersion } from "@chatledger/archive"
import { cardVersion } from "./vcard.ts"

const folder = new URL("../sql/", import.meta.url)

const read = (path: string): string => readFileSync(new URL(path, folder), "utf8")

/** The tables in the order in which a load fills them: each may use those before it. */
export const tableOrder = [
  "snapshots",
  "observations",
  "message_revisions",
  "messages",
  "media",
  "link_previews",
  "locations",
  "contacts",
  "quotes",
  "reactions",
  "poll_records",
  "id_pairs",
  "marks",
  "marked",
  "polls",
  "poll_options",
  "poll_votes",
  "chats",
  "senders",
  "people",
  "names",
  "coverage",
  "issues"
] as const

/**
 * The tables in a reader's order, as they are exported. `observations` is the loader's own; `names` stands beside the
 * ids of the others.
 */
export const publicTables = [
  "messages",
  "chats",
  "senders",
  "people",
  "reactions",
  "polls",
  "poll_options",
  "poll_votes",
  "media",
  "link_previews",
  "locations",
  "contacts",
  "quotes",
  "message_revisions",
  "snapshots",
  "coverage",
  "issues"
] as const

export type TableName = (typeof publicTables)[number]

export const isTableName = (name: string): name is TableName => publicTables.some((table) => table === name)

export interface TableSql {
  readonly schema: string
  /** Empty for a table that another file fills. */
  readonly merge: string
}

export const tableSql = (name: string): TableSql => {
  const [, rest = ""] = read(`tables/${name}.sql`).split("-- schema\n")
  const [schema = "", merge = ""] = rest.split("-- merge\n")
  return { schema, merge }
}

const filledIn = (path: string, values: Readonly<Record<string, string>>): string =>
  read(path)
    .replace(/^--.*\n/gm, "")
    .replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? "")

/** Macros of a pseudonymised export. */
export const pseudonymSql = (name: "tokens" | "texts"): string => read(`pseudonyms/${name}.sql`)
/** SQL of the load, with its placeholders filled in; comments, which name them, are left out. */
export const loadSql = (name: string, values: Readonly<Record<string, string>> = {}): string =>
  filledIn(`load/${name}.sql`, values)

/** SQL that puts people in the place of ids, with its placeholders filled in. */
export const peopleSql = (
  name: "roster" | "views" | "names" | "known-chats" | "chats" | "one-chat" | "joined-table",
  values: Readonly<Record<string, string>>
): string => filledIn(`people/${name}.sql`, values)

/** SQL of transcripts, with its placeholders filled in. */
export const transcriptSql = (
  name: "events" | "chats" | "people" | "beneath" | "entries",
  values: Readonly<Record<string, string>>
): string => filledIn(`transcript/${name}.sql`, values)

/** Names of the statistics, sorted. */
export const statisticNames = (): ReadonlyArray<string> =>
  readdirSync(new URL("statistics/", folder))
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.slice(0, -4))
    .sort()

export const statisticSql = (name: string): string => read(`statistics/${name}.sql`)

/** Changes whenever the tables do: a cache of another version is rebuilt. */
export const schemaVersion = (duckdbVersion: string): string =>
  tableOrder
    .reduce((hash, name) => hash.update(read(`tables/${name}.sql`)), Crypto.createHash("sha256"))
    .update(read("load/kinds.sql"))
    .update(read("load/texts.sql"))
    .update(read("load/zones.sql"))
    .update(read("load/changes.sql"))
    .update(read("load/seconds.sql"))
    .update(read("load/stage.sql"))
    .update(read("load/stage-part.sql"))
    .update(read("load/stage-coverage.sql"))
    .update(String(coverageVersion))
    .update(String(cardVersion))
    .update(duckdbVersion)
    .digest("hex")
    .slice(0, 16)
