// The sheet of votes: who voted for what in which poll, one choice per row, and whether it still counts.

import { literal } from "@chatledger/export"
import { chosenRows } from "../../chosen/chosen-rows.ts"
import { tableNamed } from "../../tables/tables.ts"
import { asIs, folded, type ShownRows } from "./column.ts"
import type { SheetOptions } from "./sheet.ts"
import { sheetWords } from "./sheets.ts"
import { nameOf } from "./shown-names.ts"

const states = {
  en: { current: "current", withdrawn: "withdrew the vote", replaced: "replaced by a later vote" },
  ru: { current: "действует", withdrawn: "голос отозван", replaced: "заменён более поздним голосом" }
} as const

const chat = nameOf("chat", "chat_id")
const voter = nameOf("voter", "voter_id")

export const voteRows = ({ choice, isNewestFirst, locale }: SheetOptions): ShownRows => {
  const { current, replaced, withdrawn } = states[locale]
  const place =
    "t.instance_id, t.chat_id, t.poll_message_id, t.sequence, t.message_id, t.voter_id, t.option_name nulls first"
  return {
    name: "poll_votes",
    title: sheetWords("poll_votes"),
    grain: {
      en: "One row per chosen option of a vote, also of one that was replaced or withdrawn later",
      ru: "Строка — выбранный вариант, в том числе в голосе, который потом заменён или отозван"
    },
    columns: [
      { name: "voted_at", title: { en: "Date and time", ru: "Дата и время" }, sql: "t.voted_at" },
      { name: "poll", title: { en: "Poll", ru: "Опрос" }, sql: "coalesce(p.poll_name, t.poll_message_id)" },
      { name: "voter", title: { en: "Voter", ru: "Кто голосовал" }, sql: voter.shown },
      { name: "option_name", title: { en: "Option", ru: "Вариант" }, sql: "t.option_name" },
      {
        name: "state",
        title: { en: "State", ru: "Состояние" },
        sql: `case when t.is_current then ${literal(current)} when t.option_name is null then ${literal(withdrawn)} else ${literal(replaced)} end`
      },
      { name: "chat", title: { en: "Chat", ru: "Чат" }, sql: chat.shown },
      ...[
        asIs("instance_id", "Instance", "Инстанс"),
        asIs("chat_id", "Chat id", "Id чата"),
        asIs("poll_message_id", "Poll id", "Id опроса"),
        asIs("message_id", "Vote id", "Id голоса"),
        asIs("voter_id", "Voter id", "Id голосующего"),
        asIs("sequence", "Number", "Номер по порядку")
      ].map(folded)
    ],
    from: `(${chosenRows(tableNamed("poll_votes"), choice)}) as t
      left join polls as p
        on p.instance_id = t.instance_id and p.chat_id = t.chat_id and p.poll_message_id = t.poll_message_id
      ${chat.join} ${voter.join}`,
    order: isNewestFirst ? `t.voted_at desc nulls last, ${place}` : `t.voted_at nulls first, ${place}`
  }
}
