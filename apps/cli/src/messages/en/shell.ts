// Messages of the SQL shell and descriptions of its commands.
export const shell = {
  tables: "list the tables and what one row of each means",
  schema: "list the columns of one table, or of all tables",
  stats: "run a statistic; without a name, list all",
  mode: "set the output format",
  export:
    "run the last query again and write the result to a file: .xlsx, .csv, .parquet, .json, .ndjson, .md, .txt",
  timer: "show how long each query takes",
  help: "show this help",
  quit: "exit; Ctrl-D does the same",
  write: (usage: string) => `usage: ${usage}`,
  helpLists: "see .help",
  didYouMean: (names: string) => `did you mean ${names}?`,
  noCommand: (name: string, hint: string) => `there is no ${name}: ${hint}`,
  about: [
    "A query ends with ; and may span several lines. Tab completes tables, columns, functions and keywords.",
    "Ctrl-C stops a query or discards a line; Ctrl-D exits."
  ],
  params: "--param requires a query: give the query as an argument",
  nothingToExport: "there is nothing to export yet: run a query first",
  noTable: (table: string) => `there is no table ${table}: see .tables`,
  stopped: "stopped",
  seconds: (seconds: string) => `${seconds} s`,
  welcome: (version: string) =>
    `chatledger ${version}: end a query with ;  .help lists the commands, Ctrl-D exits`
}
