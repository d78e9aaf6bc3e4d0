// What each flag and argument means, in each language. Names and types are in `flags/`.
import { exportFormats } from "@chatledger/export"

export const flags = {
  archive: "archive folder; also CHATLEDGER_ARCHIVE; default: ./chatledger-archive",
  config: "JSON configuration file; also CHATLEDGER_CONFIG; default: chatledger.config.json if it exists",
  cache:
    "folder for the database; also CHATLEDGER_CACHE; default: in the archive folder, or the temporary folder if that is not writable",
  wait: "wait for other chatledger processes instead of failing or skipping",
  strict:
    "fail if a snapshot that has to be read is damaged (chatledger verify reads all); default: skip it with a warning and exit with code 3",
  quiet: "print only warnings and errors",
  logFormat: "format of messages on standard error",
  progress: "show progress of long operations; --no-progress hides it",
  locale:
    "language of help, messages, reports and workbooks; default: LC_ALL, LC_MESSAGES or LANG. CSV, JSON and Parquet keep their column names",
  instance: "instance (idInstance) that the replies belong to",
  journal:
    "journal that the replies come from, or incoming-calls, outgoing-calls for lastIncomingCalls and lastOutgoingCalls, contacts, chats, group for names and members, notifications for a webhook log; default: detected from the replies",
  journals: "incoming, outgoing, or both; default: incoming,outgoing",
  tokenFile: "file with the token, if there is one instance; also GREEN_API_TOKEN_INSTANCE",
  window: "how far back to fetch; default: everything not covered yet; 30 days the first time",
  every: "repeat sync every 30s, 5m or 1h, until stopped",
  anew: "start a new archive or use another one, although this configuration already has an archive",
  heal: "also fetch the histories of chats that were active around lost time (getChatHistory), within the budget of the configuration",
  media:
    "also fetch the files of messages, as `chatledger media fetch` does; `media.sync` in the configuration does the same",
  mediaFolder:
    "also copy the files of the selected messages into this folder; column `file` of messages and media has their paths",
  mediaTranscriptFolder:
    "also copy the files of the selected messages into this folder, and link to them there; pictures are shown in HTML",
  mediaReportFolder:
    "also copy the files of the selected messages into this folder, and list the newest 2,000 with links to them",
  mediaAction: "fetch: download what is missing; gaps: list what is missing",
  mediaKinds: "only these kinds: image, video, audio, document, sticker; repeatable",
  maxFileSize: "largest file, such as 5MB or 2GB; default: media.maxFileSize in the configuration, or 200MB",
  maxRunSize: "total size of this run; default: media.maxRunSize in the configuration, or 5GB",
  mediaAgain: "also try again what was lost or refused before, and what is missing on the disk",
  initInstance: "instance (idInstance); asked on a terminal",
  initApiUrl: "its apiUrl; default: guessed from idInstance; asked on a terminal",
  initTokenFile: "file with its token; otherwise asked on a terminal or read from a pipe",
  initName: "your name for the instance",
  initFix: "turn on the settings that a complete journal needs; --no-fix does not; asked on a terminal",
  initSync: "run the first sync; --no-sync does not; asked on a terminal",
  initSchedule: "run sync and export every hour; asked on a terminal",
  initYes:
    "skip questions that have a default answer: change the settings and sync; a schedule only with --schedule",
  printSchedule: "print it to standard output or to --out",
  installSchedule: "install it as two systemd user units or a crontab line; replaces an earlier one",
  removeSchedule: "uninstall it",
  scheduleEvery: "interval: 5m, 10m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 8h, 12h or 1d; default: 1h",
  scheduleName: "name of the units, the crontab line or the task; default: chatledger",
  scheduleExports:
    "run this entry of `exports` in the configuration after each sync; repeatable; default: all tables",
  scheduleMedia:
    "fetch the files of messages with every sync (sync --media); `media.sync` in the configuration does the same",
  scheduleHeal:
    "heal lost time with every sync (sync --heal); `heal.always` in the configuration does the same",
  scheduleCalls: "fetch the journals of calls with every sync (sync --calls)",
  consumeQueue:
    "take the notifications from the queue of the configured instances (receiveNotification, deleteNotification) instead of listening; no other program receives them any more",
  syncOnly: "only sync, no export",
  scheduleOut: "file for --print; required for a Windows task",
  shard: "process only a part of the instances: 1/3, 2/3 and 3/3 on three machines",
  fix: "turn on the settings that a complete journal needs; takes effect within 5 minutes",
  findingsFormat: "default: text on a terminal, otherwise json",
  requestedAt:
    "when the replies were requested: a time, or `mtime` for the modification time of each file; default: an estimate, marked as such",
  phoneChat: "only for a chat exported from a phone: its chatId, or the phone number of a private chat",
  dateOrder:
    "only for a chat exported from a phone: dates are day/month (dmy) or month/day (mdy); default: detected from the file",
  minutes: "requested time window in minutes; without it, the import cannot record coverage",
  paths:
    "saved replies: .json or .ndjson, also .gz or .zst; folders, patterns, or - for standard input; a chat exported from a phone: .txt or .zip",
  removeNow: "remove loose files as soon as they are packed; only if no other program is copying the archive",
  before: "delete what was requested before this time: a date, a local time, or RFC 3339",
  verifyTables: "also check the tables for consistency; builds them first if needed",
  execute: "make the change, permanently; without it, only a preview",
  chat: "chat (chatId)",
  instances: "only this instance (idInstance); repeatable",
  from: "from this time on: a date, a local time, or RFC 3339",
  to: "up to this time, exclusive",
  last: "the last 30m, 24h, 7d or 2w; instead of --from",
  maxAge: "for monitoring: exit 3 if the last request of an instance is older than 30m, 2h, 7d, …",
  failOn:
    "for monitoring: exit 8 on any of gaps,lost,stale. lost=7d: only losses of the last 7 days; stale=2h: last request older than 2 hours (default: 6h)",
  asOf: "show the state at this time instead of now",
  at: "point in time for poll_results_at",
  chats: "only this chat: id, number, name or part of a name; repeatable",
  types: "only messages of this typeMessage; repeatable",
  tz: "IANA time zone for dates, and for times in CSV, XLSX and on screen; default: the system's",
  tzOfImport:
    "IANA time zone for times given without a zone, default: the system's; for a chat exported from a phone: the zone of the phone, required",
  tzOfDates: "IANA time zone for times given without a zone; default: the system's",
  statistic: "name of the statistic; without it, list all",
  sql: "one SELECT; without it, read --file or standard input, or start the shell",
  query: "export the result of this SQL instead of tables",
  params: "query parameter, as name=value; repeatable",
  file: "read the query from this file; -: standard input",
  people: "count people instead of ids; one person may have several ids (see table people)",
  rosters:
    "list of people, CSV or XLSX: columns id or phone, and name, group, alias; contacts of a phone (.vcf); or a saved getGroupData reply (JSON); repeatable; implies --people",
  names:
    "your names for chats and people, CSV or XLSX: columns id or phone, and name; contacts of a phone (.vcf); or a saved getContacts, getChats or getGroupData reply (JSON); repeatable; the first match wins, your own names before those from replies",
  queries: "folder with your own statistics: .sql files, one SELECT each; repeatable",
  printPath: "update the DuckDB file and print its path, for other tools",
  unsafe:
    "disable the sandbox: any statement, with files, network, extensions and settings; only for SQL that you trust",
  history: "remember the queries typed in the shell; --no-history does not",
  namedExport: "an entry of `exports` in the configuration; flags override it",
  limitRows: "maximum number of rows",
  sort: "sort by these columns: messages:desc,chat_name",
  columns:
    "show only these columns: chat_name,messages; default: in a table, columns whose values differ; otherwise all",
  statisticFormat: "default: by the extension of --out, or table",
  exportFormats: `${exportFormats.join(", ")}, or several: xlsx,csv; default: by the extension of --out, or xlsx`,
  answerFormat: "default: by the extension of --out; otherwise table on a terminal and json elsewhere",
  listFormat: "default: table on a terminal, otherwise json",
  statusFormat:
    "default: table on a terminal, otherwise json; prometheus: metrics for the textfile collector",
  out: "output folder or file; -: standard output",
  outFile: "output file; -: standard output",
  reportFile: "output file; default: ./chatledger-report.html; -: standard output",
  searchText: 'words to find, all of them, in any form; "exact phrase"; begin*',
  sender: "only messages of this person: id, name or part of a name; repeatable",
  around: "number of messages to show before and after each match",
  most: "maximum number of matches, newest first; default: 20 in a table, all in other formats",
  reportTranscripts:
    "folder written by `chatledger transcript`, to link chats to; default: chatledger-transcripts beside the report, if it exists",
  transcripts: "folder written by `chatledger transcript`; adds a link to each message",
  transcriptFormat: "default: by the extension of --out, or html",
  transcriptPlace:
    "folder with a file per chat, or a file for one chat; default: ./chatledger-transcripts; -: standard output",
  previews: "show the small previews of pictures that messages contain",
  demoFolder: "folder of the demo; default: ./chatledger-demo",
  tables: "only these tables: chats,messages; repeatable",
  name: "file name of the --query result, without extension; default: query",
  csvProfile:
    "rfc4180: standard CSV; the others are for Excel and protect against formulas; eu and ru separate by ;",
  preset:
    "workbook layout. simple (default): for reading; full: every row and column of the tables, for macros written before 2026-11-30",
  compression:
    "compression of a workbook. fast (default); small: a fifth smaller, takes about a tenth longer",
  sheets:
    "sheets of the simple workbook, comma-separated, by name or title: summary, who_voted, messages, reactions, response_times, conversations, silent_members, or a table",
  newestFirst: "newest rows first on the sheets of the simple workbook",
  thumbnails: "include base64 thumbnails in all formats, not only Parquet",
  partition: "split Parquet files by instance, month, or instance,month",
  dataset:
    "query this dataset (a folder or s3://BUCKET/FOLDER), written by `export --format delta`, instead of the archive",
  workers: "divide the instances of the dataset among this many processes",
  statisticShard:
    "answer only for the instances of part I of N; write the answers of all parts as Parquet and combine them with --part",
  partFile: "combine answers written with --shard; repeat it for every part",
  engine: "run the query in this engine, which reads the dataset, instead of in the archive",
  engineUrl:
    "address of the engine: http://USER@HOST:PORT/DATABASE, for Trino …/CATALOG/SCHEMA; the password is CHATLEDGER_ENGINE_PASSWORD",
  passwordFile: "file with the password for the engine, instead of CHATLEDGER_ENGINE_PASSWORD",
  ddl: "print the SQL that registers the dataset at --out (a folder or URL) in this engine, and write nothing",
  retention:
    "with --format delta: how long to keep replaced files for programs that still read them: 1h, 7d; default: 7d",
  force: "overwrite files that were not written by an earlier export of the same selection",
  pseudonymize:
    "replace people, chats, messages and numbers by keyed tokens; drop names, addresses, thumbnails and places",
  keyFile: "key for --pseudonymize, 16 bytes or more; the same key gives the same tokens",
  texts:
    "message texts with --pseudonymize. drop: leave out (default); blank: x for letters, 0 for digits; keep: unchanged, except tokens for numbers, ids and addresses",
  shareSafe: "leave out names, numbers and texts: people become P1, P2, …, chats C1, C2, …",
  host: "address to listen on; default: 127.0.0.1, this computer only",
  port: "port to listen on; 0: any free port",
  receivedInstances: "accept only notifications of these instances, comma-separated; default: any",
  receiveHost: "address of this computer to listen on; default: 127.0.0.1",
  authorizationFile:
    "file with the value that the Authorization header must have, with or without Bearer; also CHATLEDGER_WEBHOOK_AUTHORIZATION",
  calls: "also fetch the journals of calls (a beta feature of the service)",
  maxSize: "bytes of the largest notification; default: 4194304",
  now: "serve the journal as it was at this time",
  rotateToken: "create a new token first; the previous one stops working",
  maxTime: "time limit of a query: 30s, 5m; default: 10m",
  maxMemory: "memory limit of a query: 800MB, 2GB; default: 4GB or half of the machine's, whichever is less",
  maxDisk: "limit for temporary files of a query; default: 20GB"
}
