import { countsIn } from "../counts.ts"
import type { counts as en } from "../en/counts.ts"
import { sizeIn } from "../sizes.ts"

export const counts: typeof en = countsIn("ru", "min2", {
  chat: { one: "чат", few: "чата", many: "чатов", other: "чата" },
  contact: { one: "контакт", few: "контакта", many: "контактов", other: "контакта" },
  day: { one: "день", few: "дня", many: "дней", other: "дня" },
  file: { one: "файл", few: "файла", many: "файлов", other: "файла" },
  group: { one: "группа", few: "группы", many: "групп", other: "группы" },
  instance: { one: "инстанс", few: "инстанса", many: "инстансов", other: "инстанса" },
  looseFile: {
    one: "отдельный файл",
    few: "отдельных файла",
    many: "отдельных файлов",
    other: "отдельных файла"
  },
  message: { one: "сообщение", few: "сообщения", many: "сообщений", other: "сообщения" },
  moreFault: { one: "замечание", few: "замечания", many: "замечаний", other: "замечания" },
  moreStretch: { one: "период", few: "периода", many: "периодов", other: "периода" },
  newMessage: {
    one: "новое сообщение",
    few: "новых сообщения",
    many: "новых сообщений",
    other: "новых сообщения"
  },
  openGap: {
    one: "открытый пробел",
    few: "открытых пробела",
    many: "открытых пробелов",
    other: "открытых пробела"
  },
  record: { one: "запись", few: "записи", many: "записей", other: "записи" },
  reply: { one: "ответ", few: "ответа", many: "ответов", other: "ответа" },
  row: { one: "строка", few: "строки", many: "строк", other: "строки" },
  snapshot: { one: "ответ", few: "ответа", many: "ответов", other: "ответа" }
})

export const { counted, number } = counts

/** A number of bytes. */
export const size = sizeIn("ru", ["байт", "кБ", "МБ", "ГБ", "ТБ"])
