// The sheet of calls: who called whom and when, what became of it, and how long it took.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, chosenRows } from "../../chosen/chosen-rows.ts"
import type { Database } from "../../engine/database.ts"
import { tableNamed } from "../../tables/tables.ts"
import type { Locale } from "../wording.ts"
import { asIs, daysOf, folded, ifSo, type ShownRows } from "./column.ts"
import type { SheetOptions } from "./sheet.ts"
import { sheetWords } from "./sheets.ts"
import { nameOf } from "./shown-names.ts"

type Values = Readonly<Record<string, string>>

const directions: Readonly<Record<Locale, Values>> = {
  en: { incoming: "incoming", outgoing: "outgoing" },
  ru: { incoming: "входящий", outgoing: "исходящий" }
}

const outcomes: Readonly<Record<Locale, Values>> = {
  en: {
    answered: "answered",
    missed: "missed",
    rejected: "rejected",
    failed: "no connection",
    ringing: "rang; outcome unknown",
    unknown: "unknown"
  },
  ru: {
    answered: "отвечен",
    missed: "пропущен",
    rejected: "отклонён",
    failed: "не удалось соединиться",
    ringing: "звонил; исход неизвестен",
    unknown: "неизвестно"
  }
}

const inWords = (column: string, words: Values) =>
  `case t.${column} ${Object.entries(words)
    .map(([value, word]) => `when ${literal(value)} then ${literal(word)}`)
    .join(" ")} else t.${column} end`

const chat = nameOf("chat", "chat_id")
const caller = nameOf("caller", "caller_id")

/** True if a choice has calls. Fails with `DatabaseFailed`. */
export const hasCalls = Effect.fnUntraced(function* (database: Database, choice: Choice) {
  const rows = yield* database.rows(`select 1 from (${chosenRows(tableNamed("calls"), choice)}) limit 1`)
  return rows.length > 0
})

export const callRows = ({ choice, isNewestFirst, locale }: SheetOptions): ShownRows => ({
  name: "calls",
  title: sheetWords("calls"),
  grain: { en: "One row per call", ru: "Строка — звонок" },
  columns: [
    { name: "started_at", title: { en: "Date and time", ru: "Дата и время" }, sql: "t.started_at" },
    { name: "chat", title: { en: "Chat", ru: "Чат" }, sql: chat.shown },
    { name: "caller", title: { en: "Who called", ru: "Кто звонил" }, sql: caller.shown },
    {
      name: "direction",
      title: { en: "Direction", ru: "Направление" },
      sql: inWords("direction", directions[locale])
    },
    { name: "outcome", title: { en: "Outcome", ru: "Исход" }, sql: inWords("outcome", outcomes[locale]) },
    {
      name: "duration",
      title: { en: "Duration", ru: "Длительность" },
      sql: daysOf("t.duration"),
      shows: "duration"
    },
    { name: "video", title: { en: "Video", ru: "Видео" }, sql: ifSo(locale, "t.is_video") },
    { name: "group_call", title: { en: "Group call", ru: "Групповой" }, sql: ifSo(locale, "t.is_group") },
    ...[
      asIs("instance_id", "Instance", "Инстанс"),
      asIs("chat_id", "Chat id", "Id чата"),
      asIs("message_id", "Call id", "Id звонка"),
      asIs("caller_id", "Caller id", "Id звонящего"),
      asIs("ended_at", "End", "Конец"),
      asIs("status", "Status as sent", "Статус, как прислан"),
      asIs("participant_count", "Participants", "Участников")
    ].map(folded)
  ],
  from: `(${chosenRows(tableNamed("calls"), choice)}) as t ${chat.join} ${caller.join}`,
  order: isNewestFirst
    ? "t.started_at desc nulls last, t.instance_id, t.chat_id, t.message_id"
    : "t.started_at nulls first, t.instance_id, t.chat_id, t.message_id"
})
