// The column `file` of exports with `--media`: where the copy of a message's file is, from the file that names it.
//
// Only for a copy that exists. Its name consists of a hash and a type; any other name is rejected, whoever wrote it.
import { literal } from "@chatledger/export"

/** Copies of the files of messages. */
export interface CopiedFiles {
  /** Their folder, relative to that of the export, with `/`. */
  readonly folder: string
  /** Names (column `file` of `media_files`) of which the archive has no file. */
  readonly missing: ReadonlySet<string>
}

/** True for rows of `media_files` with such a hash and name: in an archive from somebody else, they may be anything. */
export const isKeptFile = (alias: string): string =>
  `(${alias}.status = 'kept' and regexp_full_match(${alias}.sha256, '[0-9a-f]{64}') and regexp_full_match(${alias}.file, '[0-9a-f]{32}[.][a-z0-9]{2,5}'))`

/** The tables with the column. */
const tablesWithFiles: ReadonlyArray<string> = ["messages", "media"]

/** True if a table of an export has the column. */
export const hasFileColumn = (table: string, files: CopiedFiles | undefined): files is CopiedFiles =>
  files !== undefined && tablesWithFiles.includes(table)

export const fileColumn = {
  name: "file",
  title: { en: "File", ru: "Файл" },
  comment: "Copy of the file, as a path from the folder of the export; only with --media"
} as const

/** A join to rows of messages named `t`, and the SQL of the path. */
export const copyOfFile = ({ folder, missing }: CopiedFiles) => {
  const others = missing.size === 0 ? "" : ` and d.file not in (${[...missing].map(literal).join(", ")})`
  return {
    join: `left join media_files as d
      on d.instance_id = t.instance_id and d.chat_id = t.chat_id and d.message_id = t.message_id
      and ${isKeptFile("d")}${others}`,
    sql: `${literal(folder === "" ? "" : `${folder}/`)} || d.file`
  }
}

/** A query of rows with the column at the end; in no order. */
export const withFile = (query: string, files: CopiedFiles): string => {
  const { join, sql } = copyOfFile(files)
  return `select t.*, ${sql} as ${fileColumn.name} from (${query}) as t ${join}`
}
