// The sheet of reactions: who reacted to whose message and how, and whether the reaction still counts.

import { literal } from "@chatledger/export"
import { chosenRows } from "../../chosen/chosen-rows.ts"
import { tableNamed } from "../../tables/tables.ts"
import { asIs, folded, inWords, type ShownRows } from "./column.ts"
import type { SheetOptions } from "./sheet.ts"
import { sheetWords } from "./sheets.ts"
import { nameOf } from "./shown-names.ts"

const states = {
  en: { current: "current", removed: "removed", replaced: "replaced by a later one" },
  ru: { current: "действует", removed: "снята", replaced: "заменена более поздней" }
} as const

const unknown = { en: "(a message that is not in the archive)", ru: "(сообщения нет в архиве)" } as const

const chat = nameOf("chat", "chat_id")
const reactor = nameOf("reactor", "reactor_id")
const author = nameOf("author", "author_id")

const ofTarget = (alias: string, id = "message_id") =>
  `${alias}.instance_id = r.instance_id and ${alias}.chat_id = r.chat_id and ${alias}.${id} = r.target_message_id`

export const reactionRows = ({ choice, isNewestFirst, locale }: SheetOptions): ShownRows => {
  const { current, removed, replaced } = states[locale]
  const kind = inWords(locale, "type_message", "m.type_message")
  return {
    name: "reactions",
    title: sheetWords("reactions"),
    grain: {
      en: "One row per reaction, including those replaced or removed later",
      ru: "Строка — реакция, в том числе заменённая или снятая потом"
    },
    columns: [
      { name: "reacted_at", title: { en: "Date and time", ru: "Дата и время" }, sql: "t.reacted_at" },
      { name: "reactor", title: { en: "Who reacted", ru: "Кто отреагировал" }, sql: reactor.shown },
      { name: "emoji", title: { en: "Reaction", ru: "Реакция" }, sql: "t.emoji" },
      { name: "text", title: { en: "To which message", ru: "На какое сообщение" }, sql: "t.text" },
      { name: "author", title: { en: "Written by", ru: "Кто написал" }, sql: author.shown },
      { name: "chat", title: { en: "Chat", ru: "Чат" }, sql: chat.shown },
      {
        name: "state",
        title: { en: "State", ru: "Состояние" },
        sql: `case when t.is_current then ${literal(current)} when t.emoji is null then ${literal(removed)} else ${literal(replaced)} end`
      },
      ...[
        asIs("instance_id", "Instance", "Инстанс"),
        asIs("chat_id", "Chat id", "Id чата"),
        asIs("message_id", "Reaction id", "Id реакции"),
        asIs("target_message_id", "Message id", "Id сообщения"),
        asIs("reactor_id", "Id of who reacted", "Id реагирующего"),
        asIs("author_id", "Author id", "Id автора"),
        asIs("emoji_base", "Emoji without skin tone", "Эмодзи без оттенка"),
        asIs("sequence", "Number", "Номер по порядку")
      ].map(folded)
    ],
    from: `(
      select
        r.*, coalesce(m.sender_id, r.target_participant) as author_id,
        case when m.message_id is null then ${literal(unknown[locale])}
          else coalesce(named_text(r.instance_id, m.text), p.poll_name, concat('(', ${kind}, ')')) end as text
      from (${chosenRows(tableNamed("reactions"), choice)}) as r
      left join messages as m on ${ofTarget("m")}
      left join polls as p on ${ofTarget("p", "poll_message_id")}
    ) as t ${chat.join} ${reactor.join} ${author.join}`,
    order: isNewestFirst
      ? "t.reacted_at desc nulls last, t.instance_id, t.chat_id, t.sequence desc, t.message_id"
      : "t.reacted_at nulls first, t.instance_id, t.chat_id, t.sequence, t.message_id"
  }
}
