// The SQL of this package, in `sql/`: one file per table, one per query. Read from disk on first use.
//
// Gotcha: `{{name}}` is replaced by SQL text, never by data.
import * as Crypto from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { coverageVersion } from "@chatledger/archive/internal"
import { cardVersion } from "./cards/vcard.ts"
import { directoryVersion } from "./spool/directory.ts"
import { notificationVersion } from "./spool/notifications.ts"
import { phoneVersion } from "./spool/phone.ts"
import { stemVersion } from "./stem-version.ts"

/** The folder of the SQL, beside the code, both in the sources and in the bundle. */
export const sqlFolder = new URL("../sql/", import.meta.url)

type Folder =
  | "dataset"
  | "dialects"
  | "load"
  | "macros"
  | "people"
  | "pseudonyms"
  | "search"
  | "statistics"
  | "tables"
  | "transcript"

const read = (folder: Folder, name: string): string =>
  readFileSync(new URL(`${folder}/${name}.sql`, sqlFolder), "utf8")

const namesIn = (folder: Folder): ReadonlyArray<string> =>
  readdirSync(new URL(`${folder}/`, sqlFolder))
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.slice(0, -4))
    .sort()

/** All files of a folder, by name. */
export const sqlFiles = (folder: Folder): ReadonlyArray<{ readonly name: string; readonly text: string }> =>
  namesIn(folder).map((name) => ({ name, text: read(folder, name) }))

/** SQL with its placeholders replaced. */
export const filledIn = (sql: string, values: Readonly<Record<string, string>>): string =>
  sql.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? "")

/** Removes comments, because they mention placeholders. */
const withoutComments = (sql: string) => sql.replace(/^--.*\n/gm, "")

/** Macros of a pseudonymised export. */
export const pseudonymSql = (name: "tokens" | "texts"): string => read("pseudonyms", name)

/** Macros of queries and statistics, from all files or some; `of` is a schema followed by a dot, or empty. */
export const macrosSql = (of = "", names = namesIn("macros")): string =>
  names.map((name) => filledIn(withoutComments(read("macros", name)), { of })).join("")

/** Macros of another engine, in place of some of those. */
export const dialectSql = (name: string): string => withoutComments(read("dialects", name))

/** SQL of the load, with its placeholders replaced. */
export const loadSql = (
  name:
    | "changes"
    | "kept"
    | "records"
    | "seconds"
    | "seconds-observed"
    | "stage-coverage"
    | "stage-facts"
    | "staged"
    | "words-of"
    | "text-words",
  values: Readonly<Record<string, string>> = {}
): string => filledIn(withoutComments(read("load", name)), values)

/** SQL that replaces ids with people, with its placeholders replaced. */
export const peopleSql = (
  name: "roster" | "person-of" | "names" | "known-chats" | "phone-ids" | "chats" | "twins" | "joined-table",
  values: Readonly<Record<string, string>>
): string => filledIn(withoutComments(read("people", name)), values)

/** SQL of searches, with its placeholders replaced. */
export const searchSql = (
  name: "worded" | "candidates" | "newest" | "hits" | "unsure" | "held" | "names" | "rows",
  values: Readonly<Record<string, string>>
): string => filledIn(withoutComments(read("search", name)), values)

/** SQL of transcripts, with its placeholders replaced. */
export const transcriptSql = (
  name: "events" | "chats" | "people" | "mentions" | "beneath" | "entries",
  values: Readonly<Record<string, string>>
): string => filledIn(withoutComments(read("transcript", name)), values)

/** SQL of datasets, with its placeholders replaced. */
export const datasetSql = (name: "names" | "people", values: Readonly<Record<string, string>>): string =>
  filledIn(withoutComments(read("dataset", name)), values)

/** Names of the statistics, sorted. */
export const statisticNames = (): ReadonlyArray<string> => namesIn("statistics")

export const statisticSql = (name: string): string => read("statistics", name)

/** Changes whenever the tables do: caches of another version are rebuilt. */
export const schemaVersion = (duckdbVersion: string): string =>
  [...sqlFiles("tables"), ...sqlFiles("macros"), ...sqlFiles("load")]
    .reduce((hash, { name, text }) => hash.update(`${name}\n${text}`), Crypto.createHash("sha256"))
    .update(
      `${coverageVersion} ${cardVersion} ${directoryVersion} ${notificationVersion} ${phoneVersion} ${stemVersion} ${duckdbVersion}`
    )
    .digest("hex")
    .slice(0, 16)
