// What the SQL shell says, and what its own commands mean.
export const shell = {
  tables: "the tables, and what each row of them is",
  schema: "the columns of a table, or of all",
  stats: "a statistic; without a name, the list",
  mode: "how answers are shown",
  export: "the last question again, into a file: .xlsx, .csv, .parquet, .json, .ndjson, .md, .txt",
  timer: "show how long a query took",
  help: "this",
  quit: "ends the shell, as Ctrl-D does",
  write: (usage: string) => `write ${usage}`,
  helpLists: ".help lists what there is",
  didYouMean: (names: string) => `did you mean ${names}?`,
  noCommand: (name: string, hint: string) => `there is no ${name}: ${hint}`,
  about: [
    "A query ends with ; and may have many lines. Tab completes tables, columns, functions and keywords.",
    "Ctrl-C stops a query or drops a line; Ctrl-D ends."
  ],
  params: "--param belongs to a query: write the query as an argument",
  nothingToExport: "there is nothing to export yet: ask something first",
  noTable: (table: string) => `there is no table ${table}: .tables lists them`,
  seconds: (seconds: string) => `${seconds} s`,
  welcome: (version: string) => `chatledger ${version}: a query ends with ;  .help says more, Ctrl-D ends`
}
