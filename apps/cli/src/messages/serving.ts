// What is said while the archive is served.
import { forMessages } from "./language.ts"

const en = {
  port: "--port is a number from 0 (any that is free) to 65535",
  empty:
    "the archive is empty, so there is nothing to serve: `chatledger sync` or `chatledger import` fills it",
  reading: "reading the archive …",
  open: (url: string) =>
    `others on the network can reach ${url}: who has the token reads the whole archive, and it travels unencrypted`,
  journal: (instances: string, address: string) => `${instances} at ${address}`,
  pages: (address: string) => `the report, tables, statistics and SQL at ${address}`,
  tables: (address: string) => `tables for Excel at ${address} (or .xlsx, .parquet)`,
  token: (path: string) => `TOKEN stands in ${path}; Ctrl-C stops the server`,
  notAnswered: (reason: string) => `a request could not be answered: ${reason}`
}

const ru: typeof en = {
  port: "--port — число от 0 (любой свободный) до 65535",
  empty: "архив пуст, показывать нечего: его наполняет `chatledger sync` или `chatledger import`",
  reading: "читаем архив …",
  open: (url) =>
    `${url} доступен другим в сети: у кого есть токен, тот читает весь архив, и идёт он без шифрования`,
  journal: (instances, address) => `${instances}: ${address}`,
  pages: (address) => `отчёт, таблицы, статистика и SQL: ${address}`,
  tables: (address) => `таблицы для Excel: ${address} (или .xlsx, .parquet)`,
  token: (path) => `TOKEN записан в ${path}; сервер останавливает Ctrl-C`,
  notAnswered: (reason) => `на запрос не удалось ответить: ${reason}`
}

export const servingWords = forMessages({ en, ru })
