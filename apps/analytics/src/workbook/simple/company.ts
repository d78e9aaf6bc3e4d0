// The sheets about people: who answers how fast, which chats had messages on which day, and which group members are silent.
// Their
// figures are the statistics of the same names.

import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../../engine/database.ts"
import { asIs, daysOf, folded, type ShownRows } from "./column.ts"
import type { SheetOptions } from "./sheet.ts"
import { sheetWords } from "./sheets.ts"
import { idShown, nameOf } from "./shown-names.ts"
import { statisticRows } from "./statistic-rows.ts"

const chat = nameOf("chat", "chat_id")
const sender = nameOf("sender", "sender_id")

const instance = asIs("instance_id", "Instance", "Инстанс")
const chatId = asIs("chat_id", "Chat id", "Id чата")

/** Who answers how fast. */
export const answerRows = Effect.fnUntraced(function* (options: SheetOptions) {
  return {
    name: "response_times",
    title: sheetWords("response_times"),
    grain: {
      en: "One row per person who answered; an answer is the first message after a message from the other side",
      ru: "Строка — человек, который отвечал; ответ — первое сообщение после сообщения другой стороны"
    },
    columns: [
      { name: "sender", title: { en: "Who", ru: "Кто" }, sql: sender.shown },
      asIs("answers", "Answers", "Ответов"),
      asIs("chats", "Chats", "Чатов"),
      {
        name: "median",
        title: { en: "Half answered within", ru: "Половина ответов за" },
        sql: daysOf("t.median_seconds"),
        shows: "duration"
      },
      {
        name: "p90",
        title: { en: "9 of 10 answered within", ru: "9 из 10 ответов за" },
        sql: daysOf("t.p90_seconds"),
        shows: "duration"
      },
      ...[instance, asIs("sender_id", "Id", "Id")].map(folded)
    ],
    from: `(${yield* statisticRows("response_times_by_sender", options)}) as t ${sender.join}`,
    order: "t.answers desc, t.instance_id, t.sender_id"
  } satisfies ShownRows
})

/** Which chats had messages on which day. */
export const conversationRows = Effect.fnUntraced(function* (options: SheetOptions) {
  return {
    name: "conversations",
    title: sheetWords("conversations"),
    grain: { en: "One row per day and chat with messages", ru: "Строка — день и чат, где писали" },
    columns: [
      asIs("day", "Day", "День"),
      { name: "chat", title: { en: "Chat", ru: "Чат" }, sql: chat.shown },
      asIs("messages", "Messages", "Сообщений"),
      asIs("incoming", "Incoming", "Входящих"),
      asIs("outgoing", "Outgoing", "Исходящих"),
      asIs("senders", "People who wrote", "Кто писал, человек"),
      asIs("first_message_at", "First message", "Первое сообщение"),
      asIs("last_message_at", "Last message", "Последнее сообщение"),
      ...[instance, chatId].map(folded)
    ],
    from: `(${yield* statisticRows("conversations_by_day", options)}) as t ${chat.join}`,
    order: options.isNewestFirst
      ? "t.day desc, t.messages desc, t.instance_id, t.chat_id"
      : "t.day, t.messages desc, t.instance_id, t.chat_id"
  } satisfies ShownRows
})

const allGroups = { en: "(all groups)", ru: "(все группы)" } as const

/** Whether a roster or the service lists members. */
export const areMembersKnown = Effect.fnUntraced(function* (database: Database) {
  const [found] = yield* database.rows(
    "select 1 from people where is_listed union all select 1 from group_members where left_by is null limit 1"
  )
  return found !== undefined
})

/** Members of groups who have written nothing. */
export const silentRows = Effect.fnUntraced(function* (options: SheetOptions) {
  // Ids of a roster have no instance: the name from any instance will do.
  const named = "(select id, min(shown) as shown from temp.shown_names group by id)"
  return {
    name: "silent_members",
    title: sheetWords("silent_members"),
    grain: {
      en: "One row per group and member who wrote nothing there in this period",
      ru: "Строка — группа и участник, который за этот период ничего в ней не написал"
    },
    columns: [
      {
        name: "member",
        title: { en: "Who", ru: "Кто" },
        sql: `coalesce(t.member_name, m.shown, ${idShown("t.member_id")})`
      },
      {
        name: "chat",
        title: { en: "Group", ru: "Группа" },
        sql: `coalesce(t.chat_name, c.shown, t.chat_id, ${literal(allGroups[options.locale])})`
      },
      asIs("last_message_at", "Last message there", "Последнее сообщение там"),
      asIs("last_seen_at", "Last seen there", "Замечен там в последний раз"),
      ...[chatId, asIs("member_id", "Id", "Id")].map(folded)
    ],
    from: `(${yield* statisticRows("silent_members", options)}) as t
      left join ${named} as m on m.id = t.member_id left join ${named} as c on c.id = t.chat_id`,
    order: "t.chat_id nulls first, t.last_seen_at nulls first, t.member_id"
  } satisfies ShownRows
})
