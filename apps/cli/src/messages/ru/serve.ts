import type { serve as en } from "../en/serve.ts"

export const serve: typeof en = {
  port: "--port должен быть числом от 0 (любой свободный) до 65535",
  empty:
    "архив пуст, показывать нечего: добавьте сообщения командой `chatledger sync` или `chatledger import`",
  reading: "чтение архива …",
  open: (url) =>
    `${url} доступен из сети: любой, у кого есть токен, может прочитать весь архив, а соединение не шифруется`,
  journal: (instances, address) => `${instances}: ${address}`,
  pages: (address) => `отчёт, таблицы, статистика и SQL: ${address}`,
  tables: (address) => `таблицы для Excel: ${address} (или .xlsx, .parquet)`,
  token: (path) => `TOKEN записан в ${path}; сервер останавливает Ctrl-C`,
  noToken: (path) => `в ${path} нет токена: удалите файл, и будет создан новый`,
  notAnswered: (reason) => `ошибка запроса: ${reason}`
}
