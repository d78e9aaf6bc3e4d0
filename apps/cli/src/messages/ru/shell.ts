import type { shell as en } from "../en/shell.ts"

export const shell: typeof en = {
  tables: "таблицы, и что в них за строки",
  schema: "столбцы таблицы или всех таблиц",
  stats: "статистика; без имени — список",
  mode: "как показывать ответы",
  export: "последний вопрос ещё раз, в файл: .xlsx, .csv, .parquet, .json, .ndjson, .md, .txt",
  timer: "показывать, сколько шёл запрос",
  help: "это",
  quit: "закрывает оболочку, как и Ctrl-D",
  write: (usage) => `пишите ${usage}`,
  helpLists: "что есть, говорит .help",
  didYouMean: (names) => `может быть, ${names}?`,
  noCommand: (name, hint) => `нет команды ${name}: ${hint}`,
  about: [
    "Запрос кончается знаком ; и может занимать много строк. Tab дополняет таблицы, столбцы, функции и слова SQL.",
    "Ctrl-C останавливает запрос или убирает строку; Ctrl-D закрывает."
  ],
  params: "--param относится к запросу: напишите запрос в команде",
  nothingToExport: "выгружать пока нечего: сначала спросите что-нибудь",
  noTable: (table) => `нет таблицы ${table}: что есть, говорит .tables`,
  seconds: (seconds) => `${seconds} с`,
  welcome: (version) =>
    `chatledger ${version}: запрос кончается знаком ;  .help скажет больше, Ctrl-D закроет`
}
