// The page of figures: activity by day, top chats and senders, reactions, poll results, each with a chart.
//
// The figures are those of the statistics of the same names, so that file and command say the same. They follow the
// period, the instances and the chats of a choice, not its types of messages, which the page then says.
import type { PageBlock, PageChart, PageTable, PageValue, WorkbookPage } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../database.ts"
import { bare, literal } from "../sql-text.ts"
import { findStatistic, statisticQuery } from "../statistics.ts"
import type { Choice } from "../table-export.ts"
import type { PageOptions } from "./about.ts"
import { countOf, pageValue } from "./values.ts"
import { type Wording, wordings } from "./wording.ts"

type Summary = Wording["summary"]
type Row = Readonly<Record<string, DuckDBValue>>

const TOP = 15
const POLLS = 40
const POLLS_CHARTED = 12
const OPTIONS_CHARTED = 12
const DAYS_AS_COLUMNS = 62

const WIDE = { place: "below", width: 1040, height: 280 } as const
const BESIDE = { place: "beside", width: 560, height: 340 } as const

/** A statistic's rows, through a query around it (`figures`). */
const figures = Effect.fnUntraced(function* (
  database: Database,
  name: string,
  choice: Choice,
  timeZone: string,
  around: string
) {
  const { chat, from, instance, to } = choice
  const statistic = yield* findStatistic(name)
  const { parameters, sql } = yield* statisticQuery(statistic, { from, to, instance, chat, tz: timeZone })
  return yield* database.rows(`with figures as (${bare(sql)}) ${around}`, parameters)
})

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

const named = (name: DuckDBValue | undefined, id: DuckDBValue | undefined): PageValue =>
  pageValue(name) ?? pageValue(id)

const section = (
  heading: string,
  note: string | undefined,
  table: PageTable,
  chart: Omit<PageChart, "kind" | "table" | "title">,
  words: Summary
): ReadonlyArray<PageBlock> => {
  const title: PageBlock = { kind: "heading", text: heading }
  if (table.rows.length === 0) return [title, { kind: "text", text: words.none }]
  const notes: ReadonlyArray<PageBlock> = note === undefined ? [] : [{ kind: "text", text: note }]
  return [title, ...notes, table, { kind: "chart", table: table.name, title: heading, ...chart }]
}

const noteOfTop = (rows: ReadonlyArray<Row>, words: Summary) => {
  const all = countOf(rows[0]?.["all_rows"])
  return all > rows.length ? words.top(rows.length, all) : undefined
}

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

/** A row per poll; its options in their order, each with its votes. */
const pollRows = (rows: ReadonlyArray<Row>) => {
  const byPoll = new Map<
    number,
    { readonly head: ReadonlyArray<PageValue>; readonly options: Array<PageValue> }
  >()
  for (const row of rows) {
    const place = countOf(row["place"])
    const poll = byPoll.get(place) ?? {
      head: [
        named(row["poll_name"], row["poll_message_id"]),
        pageValue(row["asked"]),
        countOf(row["voters"])
      ],
      options: []
    }
    if (row["option_name"] !== null) poll.options.push(pageValue(row["option_name"]), countOf(row["votes"]))
    byPoll.set(place, poll)
  }
  return [...byPoll.values()]
}

const pollBlocks = (rows: ReadonlyArray<Row>, words: Summary): ReadonlyArray<PageBlock> => {
  const polls = pollRows(rows)
  const most = Math.max(0, ...polls.map(({ options }) => options.length / 2))
  const places = Array.from({ length: most }, (_, index) => index + 1)
  const all = countOf(rows[0]?.["all_polls"])
  const note = all > polls.length ? `${words.pollNote} ${words.newest(polls.length, all)}` : words.pollNote
  const charted = places.slice(0, OPTIONS_CHARTED)
  return section(
    words.polls,
    note,
    {
      kind: "table",
      name: "poll results",
      columns: [
        { title: words.poll, type: "text" },
        { title: words.asked, type: "moment" },
        { title: words.voters, type: "number" },
        ...places.flatMap((n) => [
          { title: words.option(n), type: "text" } as const,
          { title: words.votes(n), type: "number" } as const
        ])
      ],
      rows: polls.map(({ head, options }) => [...head, ...options])
    },
    {
      shape: "stacked-bar",
      categories: 0,
      series: charted.map((n) => 2 + 2 * n),
      names: charted.map((n) => words.option(n)),
      rows: POLLS_CHARTED,
      ...WIDE,
      height: 100 + 26 * Math.min(polls.length, POLLS_CHARTED)
    },
    words
  )
}

const activity = (rows: ReadonlyArray<Row>, words: Summary) => {
  const table: PageTable = {
    kind: "table",
    name: "activity by day",
    columns: [
      { title: words.day, type: "day" },
      { title: words.messages, type: "number" },
      { title: words.senders, type: "number" },
      { title: words.chats, type: "number" }
    ],
    rows: rows.map((row) => ["day", "messages", "senders", "chats"].map((name) => pageValue(row[name])))
  }
  const chart: PageChart = {
    kind: "chart",
    shape: rows.length > DAYS_AS_COLUMNS ? "line" : "column",
    title: words.activity,
    table: table.name,
    categories: 0,
    series: [1],
    ...WIDE
  }
  return { table, chart }
}

/** The page of figures of a choice; asks what it needs. Fails with `DatabaseFailed`. */
export const summaryPage = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  options: PageOptions
) {
  const words = wordings[options.locale].summary
  const answers = yield* ask(database, choice, options.timeZone)
  const { chart, table } = activity(answers.days, words)
  const notes = choice.type?.length ? `${words.counts}\n${words.allTypes}` : words.counts
  const blocks: ReadonlyArray<PageBlock> = [
    { kind: "title", text: words.heading },
    { kind: "text", text: notes },
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
