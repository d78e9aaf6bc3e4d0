// Every flag, once: name, kind, meaning. Commands choose from here; help and `docs/cli.md` are made of it.
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { answerFormats, textFormats } from "./output/format.ts"

export const archive = Flag.String("archive").pipe(
  Flag.withDescription("the archive's folder; also CHATLEDGER_ARCHIVE; default ./chatledger-archive"),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const config = Flag.String("config").pipe(
  Flag.withDescription(
    "configuration, JSON; also CHATLEDGER_CONFIG; default chatledger.config.json if it is there"
  ),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const instance = Flag.String("instance").pipe(
  Flag.withDescription("instance (idInstance) of the saved replies"),
  Flag.withMetavar("ID")
)

export const instances = Flag.String("instance").pipe(
  Flag.withDescription("only this instance (idInstance); repeatable"),
  Flag.withMetavar("ID"),
  Flag.atLeast(0)
)

export const journal = Flag.Literals("journal", ["incoming", "outgoing", "history"]).pipe(
  Flag.withDescription("which journal the replies come from; default: what the records' `type` says"),
  Flag.optional
)

export const journals = Flag.String("journal").pipe(
  Flag.withDescription("incoming, outgoing, or both: incoming,outgoing, which is the default"),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const tokenFile = Flag.String("token-file").pipe(
  Flag.withDescription("file that holds the token of the one instance; also GREEN_API_TOKEN_INSTANCE"),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const window = Flag.Int("minutes").pipe(
  Flag.withDescription("how far back to ask; default: what is not covered yet, and 30 days the first time"),
  Flag.withMetavar("N"),
  Flag.optional
)

export const every = Flag.String("every").pipe(
  Flag.withDescription("sync again and again, every 30s, 5m or 1h, until stopped"),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const shard = Flag.String("shard").pipe(
  Flag.withDescription("only a share of the instances: 1/3, 2/3 and 3/3 on three machines"),
  Flag.withMetavar("I/N"),
  Flag.optional
)

export const fix = Flag.Boolean("fix").pipe(
  Flag.withDescription("set the settings that a complete journal needs; the service takes up to 5 minutes"),
  Flag.withDefault(false)
)

export const findingsFormat = Flag.Literals("format", ["text", "json"]).pipe(
  Flag.withDescription("default: text on a terminal, json elsewhere"),
  Flag.optional
)

export const removeNow = Flag.Boolean("remove-now").pipe(
  Flag.withDescription(
    "remove loose files as soon as they are packed: only while nothing copies the archive"
  ),
  Flag.withDefault(false)
)

export const before = Flag.String("before").pipe(
  Flag.withDescription("what was asked for before this time: a date, a local time, or RFC 3339"),
  Flag.withMetavar("T")
)

export const execute = Flag.Boolean("execute").pipe(
  Flag.withDescription("do it, for good; without it, only what would be done is told"),
  Flag.withDefault(false)
)

export const chat = Flag.String("chat").pipe(
  Flag.withDescription("the chat (chatId)"),
  Flag.withMetavar("ID")
)

export const host = Flag.String("host").pipe(
  Flag.withDescription("address to listen at; default 127.0.0.1: this machine alone"),
  Flag.withMetavar("HOST"),
  Flag.withDefault("127.0.0.1")
)

export const port = Flag.Int("port").pipe(
  Flag.withDescription("port to listen at; 0 is any that is free"),
  Flag.withMetavar("N"),
  Flag.withDefault(7870)
)

export const now = Flag.String("now").pipe(
  Flag.withDescription("serve the journal as it was at this time, instead of now"),
  Flag.withMetavar("T"),
  Flag.optional
)

export const requestedAt = Flag.String("requested-at").pipe(
  Flag.withDescription(
    "when the replies were asked for: a time, or `mtime` for the files' own; else a marked guess"
  ),
  Flag.withMetavar("T"),
  Flag.optional
)

export const minutes = Flag.Int("minutes").pipe(
  Flag.withDescription("the window that was asked for, in minutes: lets the import claim coverage"),
  Flag.withMetavar("N"),
  Flag.optional
)

const time = (name: string, text: string) =>
  Flag.String(name).pipe(Flag.withDescription(text), Flag.withMetavar("T"), Flag.optional)

export const from = time("from", "from this time on: a date, a local time, or RFC 3339")
export const to = time("to", "up to, not including, this time")
export const last = Flag.String("last").pipe(
  Flag.withDescription("the last 30m, 24h, 7d, 2w; instead of --from"),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)
export const maxAge = Flag.String("max-age").pipe(
  Flag.withDescription(
    "exit 3 if an instance was last asked longer ago than that, as 30m, 2h, 7d: for monitors"
  ),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const asOf = time("as-of", "what is current as of this time, instead of now")
export const at = time("at", "the moment that poll_results_at is about")

export const chats = Flag.String("chat").pipe(
  Flag.withDescription("only this chat (chatId); repeatable"),
  Flag.withMetavar("ID"),
  Flag.atLeast(0)
)

export const types = Flag.String("type").pipe(
  Flag.withDescription("only messages of this typeMessage; repeatable"),
  Flag.withMetavar("T"),
  Flag.atLeast(0)
)

export const tz = Flag.String("tz").pipe(
  Flag.withDescription("IANA zone of dates and of times in CSV, XLSX and on screen; default the machine's"),
  Flag.withMetavar("ZONE"),
  Flag.optional
)

export const tzOfDates = Flag.String("tz").pipe(
  Flag.withDescription("IANA zone in which a time without a zone is meant; default the machine's"),
  Flag.withMetavar("ZONE"),
  Flag.optional
)

export const exportFormats = Flag.String("format").pipe(
  Flag.withDescription(
    "xlsx, csv, parquet, or several: xlsx,csv,parquet; default: what --out ends in, or xlsx"
  ),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const answerFormat = Flag.Literals("format", answerFormats).pipe(
  Flag.withDescription("default: table on a terminal, json elsewhere, or what --out ends in"),
  Flag.optional
)

export const listFormat = Flag.Literals("format", textFormats).pipe(
  Flag.withDescription("default: table on a terminal, json elsewhere"),
  Flag.optional
)

const outOf = (text: string, metavar: string) =>
  Flag.String("out").pipe(
    Flag.withAlias("o"),
    Flag.withDescription(text),
    Flag.withMetavar(metavar),
    Flag.optional
  )

export const out = outOf("folder or file to write; - is standard output", "PATH")
export const outFile = outOf("file to write; - is standard output", "FILE")
export const reportFile = outOf(
  "file to write; default ./chatledger-report.html; - is standard output",
  "FILE"
)
export const demoFolder = outOf("folder of the demo; default ./chatledger-demo", "DIR")

export const tables = Flag.String("table").pipe(
  Flag.withDescription("only this table; repeatable"),
  Flag.withMetavar("NAME"),
  Flag.atLeast(0)
)

export const query = Flag.String("query").pipe(
  Flag.withDescription("export the answer to this SQL instead of tables"),
  Flag.withMetavar("SQL"),
  Flag.optional
)

export const name = Flag.String("name").pipe(
  Flag.withDescription("file name of --query, without its ending; default query"),
  Flag.withMetavar("NAME"),
  Flag.optional
)

export const csvProfile = Flag.Literals("csv-profile", ["rfc4180", "excel-us", "excel-eu", "excel-ru"]).pipe(
  Flag.withDescription(
    "rfc4180: plain; the others open in Excel and guard against formulas; eu and ru separate by ;"
  ),
  Flag.withDefault("rfc4180")
)

export const thumbnails = Flag.Boolean("thumbnails").pipe(
  Flag.withDescription("keep base64 thumbnails in CSV and XLSX"),
  Flag.withDefault(false)
)

export const locale = Flag.Literals("locale", ["en", "ru"]).pipe(
  Flag.withDescription("language of sheets and headers in XLSX; names of columns stay in CSV and Parquet"),
  Flag.withDefault("en")
)

export const partition = Flag.String("partition").pipe(
  Flag.withDescription("divide Parquet into a file for each: instance, month, or instance,month"),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const pseudonymize = Flag.Boolean("pseudonymize").pipe(
  Flag.withDescription(
    "write keyed tokens for people, chats, messages and numbers; names, addresses, thumbnails, places are dropped"
  ),
  Flag.withDefault(false)
)

export const keyFile = Flag.String("key-file").pipe(
  Flag.withDescription("the key of --pseudonymize: 16 bytes or more; the same key gives the same tokens"),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const texts = Flag.Literals("texts", ["drop", "blank", "keep"]).pipe(
  Flag.withDescription(
    "texts of --pseudonymize: drop (default), blank (x for letters, 0 for digits), keep (tokens for numbers, ids, addresses)"
  ),
  Flag.optional
)

export const force = Flag.Boolean("force").pipe(
  Flag.withDescription("replace files that no earlier export wrote"),
  Flag.withDefault(false)
)

export const pageLocale = Flag.Literals("locale", ["en", "ru"]).pipe(
  Flag.withDescription("the language that the page begins in; default: LC_ALL, LC_MESSAGES or LANG, else en"),
  Flag.optional
)

export const shareSafe = Flag.Boolean("share-safe").pipe(
  Flag.withDescription("leave out names, numbers and texts: people become P1, P2, …, chats C1, C2, …"),
  Flag.withDefault(false)
)

export const params = Flag.KeyValuePair("param").pipe(
  Flag.withDescription("a parameter of the query, as name=value; repeatable"),
  Flag.withDefault({})
)

export const file = Flag.String("file").pipe(
  Flag.withDescription("read the query from this file; - is standard input"),
  Flag.withMetavar("PATH"),
  Flag.optional
)

export const people = Flag.Boolean("people").pipe(
  Flag.withDescription("count people instead of ids: one person may have several, as the table people tells"),
  Flag.withDefault(false)
)

export const rosters = Flag.String("roster").pipe(
  Flag.withDescription(
    "who is who, CSV or XLSX: columns id or phone, and name, group, alias; repeatable; means --people too"
  ),
  Flag.withMetavar("FILE"),
  Flag.atLeast(0)
)

export const names = Flag.String("names").pipe(
  Flag.withDescription(
    "what to call chats and people, CSV or XLSX: columns id or phone, and name; repeatable, the first name holds"
  ),
  Flag.withMetavar("FILE"),
  Flag.atLeast(0)
)

export const queries = Flag.String("queries").pipe(
  Flag.withDescription("statistics of your own: a folder of .sql files, one SELECT each; repeatable"),
  Flag.withMetavar("DIR"),
  Flag.atLeast(0)
)

export const printPath = Flag.Boolean("print-path").pipe(
  Flag.withDescription("print the path of the DuckDB file, brought up to date, for tools of your own"),
  Flag.withDefault(false)
)

export const rotateToken = Flag.Boolean("rotate-token").pipe(
  Flag.withDescription("make a new token first; the one before opens nothing any more"),
  Flag.withDefault(false)
)

export const unsafe = Flag.Boolean("unsafe").pipe(
  Flag.withDescription(
    "DuckDB whole: any statement, with files, network, extensions and settings; for SQL that you trust"
  ),
  Flag.withDefault(false)
)

export const history = Flag.Boolean("history").pipe(
  Flag.withDescription("keep what is typed in the shell for the next time; --no-history does not"),
  Flag.withDefault(true)
)

const limit = (name: string, metavar: string, text: string) =>
  Flag.String(name).pipe(Flag.withDescription(text), Flag.withMetavar(metavar), Flag.optional)

/** What a query of the user's may take. */
export const limits = {
  maxTime: limit("max-time", "LENGTH", "a query that runs longer is stopped: 30s, 5m; default 10m"),
  maxMemory: limit(
    "max-memory",
    "SIZE",
    "a query that takes more memory is stopped: 800MB, 2GB; default 4GB, or half of what there is"
  ),
  maxDisk: limit("max-disk", "SIZE", "the same for temporary files; default 20GB")
}

export const wait = Flag.Boolean("wait").pipe(
  Flag.withDescription("wait for other processes instead of going on without them"),
  Flag.withDefault(false)
)

export const quiet = Flag.Boolean("quiet").pipe(
  Flag.withDescription("say only what went wrong"),
  Flag.withDefault(false)
)

export const logFormat = Flag.Literals("log-format", ["text", "json"]).pipe(
  Flag.withDescription("how notes and errors are written to standard error"),
  Flag.withDefault("text")
)

export const progress = Flag.Boolean("progress").pipe(
  Flag.withDescription("show how far long work is; --no-progress does not"),
  Flag.withDefault(true)
)

/** Flags that every command has. */
export const common = { archive, config, wait, quiet, logFormat, progress }

export const paths = Argument.String("path").pipe(
  Argument.withDescription(
    "saved replies: .json, .ndjson, plain, .gz or .zst; folders, patterns, - for standard input"
  ),
  Argument.variadic({ min: 1 })
)

export const statistic = Argument.String("name").pipe(
  Argument.withDescription("the statistic; without it, the list"),
  Argument.optional
)

export const sql = Argument.String("query").pipe(
  Argument.withDescription("one SELECT; without it --file or standard input is read, or the shell starts"),
  Argument.optional
)
