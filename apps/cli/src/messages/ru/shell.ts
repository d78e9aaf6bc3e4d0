import type { shell as en } from "../en/shell.ts"

export const shell: typeof en = {
  tables: "список таблиц и что значит строка каждой",
  schema: "столбцы одной таблицы или всех",
  stats: "выполнить статистику; без имени — список",
  mode: "формат вывода",
  export:
    "выполнить последний запрос ещё раз и записать в файл: .xlsx, .csv, .parquet, .json, .ndjson, .md, .txt",
  timer: "показывать время выполнения запросов",
  help: "эта справка",
  quit: "выйти; то же делает Ctrl-D",
  write: (usage) => `формат команды: ${usage}`,
  helpLists: "список команд — .help",
  didYouMean: (names) => `может быть, ${names}?`,
  noCommand: (name, hint) => `нет команды ${name}: ${hint}`,
  about: [
    "Запрос заканчивается знаком ; и может занимать несколько строк. Tab дополняет имена таблиц, столбцов, функций и слова SQL.",
    "Ctrl-C останавливает запрос или отменяет строку; Ctrl-D — выход."
  ],
  params: "--param используется с запросом: укажите запрос в команде",
  nothingToExport: "выгружать пока нечего: сначала выполните запрос",
  noTable: (table) => `нет таблицы ${table}: список — .tables`,
  stopped: "остановлено",
  seconds: (seconds) => `${seconds} с`,
  welcome: (version) =>
    `chatledger ${version}: запрос заканчивается знаком ;  .help — команды, Ctrl-D — выход`
}
