import type { serve as en } from "../en/serve.ts"

export const serve: typeof en = {
  port: "--port — число от 0 (любой свободный) до 65535",
  empty: "архив пуст, показывать нечего: его наполняет `chatledger sync` или `chatledger import`",
  reading: "читаем архив …",
  open: (url) =>
    `${url} доступен другим в сети: у кого есть токен, тот читает весь архив, и идёт он без шифрования`,
  journal: (instances, address) => `${instances}: ${address}`,
  pages: (address) => `отчёт, таблицы, статистика и SQL: ${address}`,
  tables: (address) => `таблицы для Excel: ${address} (или .xlsx, .parquet)`,
  token: (path) => `TOKEN записан в ${path}; сервер останавливает Ctrl-C`,
  noToken: (path) => `в ${path} нет токена: удалите файл, и будет сделан новый`,
  notAnswered: (reason) => `на запрос не удалось ответить: ${reason}`
}
