// Configuration options that replace flags: for every command (`defaults`), and for one export (`exports`).
//
// The configuration's schema, the words added to a command line, and the docs are derived from these lists.

/** How a value becomes words; `path` and `paths` are relative to the configuration's folder. */
type OptionKind = "text" | "path" | "list" | "paths" | "switch" | "pairs"

export interface ConfigOption {
  /** Without its hyphens. */
  readonly flag: string
  readonly kind: OptionKind
  readonly alias?: string
  /** Valid values; any if undefined. */
  readonly choices?: ReadonlyArray<string>
  readonly description: string
}

const csvProfiles = ["rfc4180", "excel-us", "excel-eu", "excel-ru"]

const named = {
  timeZone: { flag: "tz", kind: "text", description: "IANA zone of dates and times: Europe/Moscow" },
  names: { flag: "names", kind: "paths", description: "files of names: what to call chats and people" },
  roster: { flag: "roster", kind: "paths", description: "lists of people: who is who" },
  people: { flag: "people", kind: "switch", description: "count people instead of ids" },
  csvProfile: {
    flag: "csv-profile",
    kind: "text",
    choices: csvProfiles,
    description: "how CSV is written"
  },
  preset: {
    flag: "preset",
    kind: "text",
    choices: ["simple", "full"],
    description: "the workbook: simple for people, or full, as the tables are"
  },
  compression: {
    flag: "compression",
    kind: "text",
    choices: ["fast", "small"],
    description: "of the workbook: fast, or small for a smaller file"
  },
  output: { flag: "out", alias: "o", kind: "path", description: "what `chatledger export` writes" }
} as const satisfies Record<string, ConfigOption>

/** Options for every command that has the flag. */
export const defaultOptions = {
  locale: {
    flag: "locale",
    kind: "text",
    choices: ["en", "ru"],
    description: "language of messages, the report, and sheets and headers of XLSX"
  },
  ...named
} as const satisfies Record<string, ConfigOption>

const text = (flag: string, description: string) => ({ flag, kind: "text", description }) as const

/** Options of an entry of `exports`: the flags of `chatledger export`. */
export const exportOptions = {
  format: text("format", "xlsx, csv, parquet, or several: xlsx,csv"),
  ...named,
  table: { flag: "table", kind: "list", description: "only these tables" },
  query: text("query", "the answer to this SQL instead of tables"),
  name: text("name", "file name of the query's answer"),
  param: { flag: "param", kind: "pairs", description: "parameters of the query" },
  from: text("from", "from this time on"),
  to: text("to", "up to, not including, this time"),
  last: text("last", "the last 24h, 7d, 2w"),
  instance: { flag: "instance", kind: "list", description: "only these instances" },
  chat: { flag: "chat", kind: "list", description: "only these chats" },
  type: { flag: "type", kind: "list", description: "only messages of these types" },
  thumbnails: { flag: "thumbnails", kind: "switch", description: "keep thumbnails in CSV and XLSX" },
  sheets: text("sheets", "sheets of the workbook: messages,polls"),
  newestFirst: { flag: "newest-first", kind: "switch", description: "Messages begin with the newest" },
  partition: text("partition", "divide Parquet into a file for each: instance, month"),
  media: { flag: "media", kind: "path", description: "copy the files of the messages into this folder" },
  retention: text("retention", "for how long removed files of a dataset stay: 7d"),
  pseudonymize: { flag: "pseudonymize", kind: "switch", description: "write tokens for people and numbers" },
  keyFile: { flag: "key-file", kind: "path", description: "the key of the tokens" },
  texts: {
    flag: "texts",
    kind: "text",
    choices: ["drop", "blank", "keep"],
    description: "what becomes of texts where people are tokens"
  },
  force: { flag: "force", kind: "switch", description: "replace files that no earlier export wrote" },
  maxTime: text("max-time", "a query that runs longer is stopped"),
  maxMemory: text("max-memory", "a query that takes more memory is stopped"),
  maxDisk: text("max-disk", "the same for temporary files")
} as const satisfies Record<string, ConfigOption>

/** The commands that use a default; `locale` applies to all. */
export const takers: Readonly<Record<Exclude<keyof typeof defaultOptions, "locale">, ReadonlyArray<string>>> =
  {
    timeZone: [
      "import",
      "status",
      "media",
      "prune",
      "export",
      "stats",
      "sql",
      "report",
      "transcript",
      "search",
      "serve"
    ],
    names: ["export", "stats", "sql", "report", "transcript", "search", "serve"],
    roster: ["export", "stats", "sql", "report", "transcript", "search"],
    people: ["export", "stats", "sql", "report", "transcript", "search"],
    csvProfile: ["media", "export", "stats", "sql", "search", "serve"],
    preset: ["export"],
    compression: ["export"],
    output: ["export"]
  }

/** Groups of alternative options: if a flag gives one of a group, the configuration's are all ignored. */
export const alternatives: ReadonlyArray<ReadonlyArray<string>> = [
  ["from", "to", "last"],
  ["table", "query"]
]

/** Valid names of exports. */
export const exportNamePattern = /^[A-Za-z0-9][\w.-]{0,63}$/
