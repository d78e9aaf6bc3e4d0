// Numbers with what they count, in the plural forms of each language: `1 file`, `2 files`; `1 файл`, `2 файла`, `5 файлов`.
import { forMessages, messageLanguage } from "./language.ts"

type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

const forms = (one: string, other: string): Forms => ({ one, other })
const formy = (one: string, few: string, many: string): Forms => ({ one, few, many, other: few })

const en = {
  day: forms("day", "days"),
  file: forms("file", "files"),
  instance: forms("instance", "instances"),
  looseFile: forms("loose file", "loose files"),
  moreFault: forms("more fault", "more faults"),
  moreStretch: forms("more stretch", "more stretches"),
  newMessage: forms("new message", "new messages"),
  openGap: forms("open gap", "open gaps"),
  record: forms("record", "records"),
  reply: forms("reply", "replies"),
  row: forms("row", "rows"),
  snapshot: forms("snapshot", "snapshots")
}

/** What can be counted. */
export type Counted = keyof typeof en

const ru: Readonly<Record<Counted, Forms>> = {
  day: formy("день", "дня", "дней"),
  file: formy("файл", "файла", "файлов"),
  instance: formy("инстанс", "инстанса", "инстансов"),
  looseFile: formy("отдельный файл", "отдельных файла", "отдельных файлов"),
  moreFault: formy("замечание", "замечания", "замечаний"),
  moreStretch: formy("промежуток", "промежутка", "промежутков"),
  newMessage: formy("новое сообщение", "новых сообщения", "новых сообщений"),
  openGap: formy("открытый пробел", "открытых пробела", "открытых пробелов"),
  record: formy("запись", "записи", "записей"),
  reply: formy("ответ", "ответа", "ответов"),
  row: formy("строка", "строки", "строк"),
  snapshot: formy("ответ", "ответа", "ответов")
}

const words: Readonly<Record<Counted, Forms>> = forMessages<Readonly<Record<Counted, Forms>>>({ en, ru })
const rules = new Intl.PluralRules(messageLanguage)
const format = new Intl.NumberFormat(messageLanguage, {
  useGrouping: messageLanguage === "en" ? false : "min2"
})

/** A whole number as people of the language write it. */
export const number = (count: number): string => format.format(count)

/** `1 file`, `2 files` */
export const counted = (count: number, what: Counted): string =>
  `${number(count)} ${words[what][rules.select(count)] ?? words[what].other}`
