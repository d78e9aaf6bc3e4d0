// The page of figures: activity by day, top chats and senders, reactions, poll results, each with a chart.
//
// The figures are the statistics of the same names, so that file and command agree. They follow the period, the instances
// and the chats of a choice, not its types of messages; the page states this.
import type { PageBlock, WorkbookPage } from "@chatledger/export"
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Choice } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import type { PageOptions } from "./about-blocks.ts"
import { activity } from "./activity.ts"
import { figures } from "./figures.ts"
import { pollBlocks } from "./poll-matrix.ts"
import { selectionFacts } from "./selection.ts"
import { BESIDE, named, noteOfTop, type Row, type Summary, section } from "./summary-section.ts"
import { countOf, pageValue } from "./values.ts"
import { wordings } from "./wording.ts"

const TOP = 15
const POLLS = 40

const first = (count: number) => `select *, count(*) over () as all_rows from figures limit ${count}`

const ask = Effect.fnUntraced(function* (database: Database, choice: Choice, timeZone: string) {
  const figuresOf = (name: string, around: string) => figures(database, name, choice, timeZone, around)
  const days = yield* figuresOf("activity_by_day", "select * from figures order by day")
  const chats = yield* figuresOf("messages_by_chat", first(TOP))
  const senders = yield* figuresOf("messages_by_sender", first(TOP))
  const reactions = yield* figuresOf("reactions_by_emoji", first(TOP))
  const polls = yield* figuresOf(
    "poll_results",
    `select f.*, p.asked_at at time zone ${literal(timeZone)} as asked, p.place, p.all_polls
     from figures as f
     join (
       select *, row_number() over (order by asked_at desc nulls last, instance_id, chat_id, poll_message_id) as place,
         count(*) over () as all_polls
       from (select distinct instance_id, chat_id, poll_message_id from figures)
       join polls using (instance_id, chat_id, poll_message_id)
     ) as p using (instance_id, chat_id, poll_message_id)
     where p.place <= ${POLLS}
     order by p.place, f.option_index`
  )
  return { days, chats, senders, reactions, polls }
})

const chatBlocks = (rows: ReadonlyArray<Row>, words: Summary) =>
  section(
    words.topChats,
    noteOfTop(rows, words),
    {
      kind: "table",
      name: "top chats",
      columns: [
        { title: words.chat, type: "text" },
        { title: words.chatId, type: "text" },
        { title: words.messages, type: "number" },
        { title: words.senders, type: "number" }
      ],
      rows: rows.map((row) => [
        named(row["chat_name"], row["chat_id"]),
        pageValue(row["chat_id"]),
        countOf(row["messages"]),
        countOf(row["senders"])
      ])
    },
    { shape: "bar", categories: 0, series: [2], ...BESIDE },
    words
  )

const senderBlocks = (rows: ReadonlyArray<Row>, words: Summary) =>
  section(
    words.topSenders,
    noteOfTop(rows, words),
    {
      kind: "table",
      name: "top senders",
      columns: [
        { title: words.sender, type: "text" },
        { title: words.senderId, type: "text" },
        { title: words.messages, type: "number" },
        { title: words.chats, type: "number" }
      ],
      rows: rows.map((row) => [
        named(row["sender_name"], row["sender_id"]),
        pageValue(row["sender_id"]),
        countOf(row["messages"]),
        countOf(row["chats"])
      ])
    },
    { shape: "bar", categories: 0, series: [2], ...BESIDE },
    words
  )

const reactionBlocks = (rows: ReadonlyArray<Row>, words: Summary) =>
  section(
    words.reactions,
    noteOfTop(rows, words),
    {
      kind: "table",
      name: "reactions by emoji",
      columns: [
        { title: words.emoji, type: "text" },
        { title: words.reactionCount, type: "number" },
        { title: words.reactors, type: "number" },
        { title: words.reactedMessages, type: "number" }
      ],
      rows: rows.map((row) =>
        ["emoji_base", "reactions", "reactors", "messages"].map((name) => pageValue(row[name]))
      )
    },
    { shape: "column", categories: 0, series: [1], ...BESIDE },
    words
  )

/** The page of figures of a choice; queries what it needs. Fails with `DatabaseFailed`. */
export const summaryPage = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  options: PageOptions
) {
  const words = wordings[options.locale].summary
  const answers = yield* ask(database, choice, options.timeZone)
  const { chart, table } = activity(answers.days, words)
  const { about } = wordings[options.locale]
  const areNamed = options.pseudonyms === undefined
  const selection = yield* selectionFacts(
    database,
    { ...choice, type: [] },
    options.timeZone,
    about,
    areNamed
  )
  const notes = choice.type?.length ? `${words.counts}\n${words.allTypes}` : words.counts
  const blocks: ReadonlyArray<PageBlock> = [
    { kind: "title", text: words.heading },
    { kind: "text", text: notes },
    { kind: "facts", facts: selection },
    chart,
    ...chatBlocks(answers.chats, words),
    ...senderBlocks(answers.senders, words),
    ...reactionBlocks(answers.reactions, words),
    ...pollBlocks(answers.polls, words),
    { kind: "heading", text: words.activity },
    ...(table.rows.length === 0 ? [{ kind: "text", text: words.none } as const] : [table])
  ]
  return { title: words.title, blocks: () => blocks } satisfies WorkbookPage
})
