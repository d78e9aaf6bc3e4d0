// The page of figures of the readable workbook: messages by day, chats and people with the most messages, reactions, and
// the newest polls with their options, each with a chart. The figures are the statistics of the same names.
import type { PageBlock, PageColumn, PageTable, WorkbookPage } from "@chatledger/export"
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../../engine/database.ts"
import type { PageOptions } from "../about-blocks.ts"
import { activity } from "../activity.ts"
import { figures } from "../figures.ts"
import { selectionFacts } from "../selection.ts"
import { noteOfTop, type Row, section } from "../summary-section.ts"
import { countOf, pageValue, titleOf } from "../values.ts"
import { wordings } from "../wording.ts"
import type { SheetOptions } from "./sheet.ts"
import { dayFormat, type SimpleWords, simpleWords } from "./words.ts"

const TOP = 10
const POLLS = 6
const BESIDE = { place: "beside", width: 520 } as const
const NAME_WIDTH = 34

const ACTIVITY_HEIGHT = 200

/** Two sections, or one section and the messages by day, fit on a printed page. */
const heightOf = (rows: number) => Math.max(120, 45 + 20 * rows)

/** The first rows, with the names of their ids. */
const named = (id: string, order: string) =>
  `select f.*, coalesce(n.shown, f.${id}) as shown, count(*) over () as all_rows
   from figures as f left join temp.shown_names as n on n.instance_id = f.instance_id and n.id = f.${id}
   order by ${order} limit ${TOP}`

const ask = Effect.fnUntraced(function* (database: Database, { choice, locale, timeZone }: SheetOptions) {
  const figuresOf = (name: string, around: string) => figures(database, name, choice, timeZone, around)
  const days = yield* figuresOf("activity_by_day", "select * from figures order by day")
  const chats = yield* figuresOf(
    "messages_by_chat",
    named("chat_id", "f.messages desc, f.instance_id, f.chat_id")
  )
  const senders = yield* figuresOf(
    "messages_by_sender",
    named("sender_id", "f.messages desc, f.instance_id, f.sender_id nulls last")
  )
  const reactions = yield* figuresOf(
    "reactions_by_emoji",
    `select *, count(*) over () as all_rows from figures order by reactions desc, emoji_base limit ${TOP}`
  )
  const polls = yield* figuresOf(
    "poll_results",
    `select
       f.option_name, f.votes, f.voters, f.share, coalesce(f.poll_name, f.poll_message_id) as poll, p.place, p.all_polls,
       strftime(timezone(${literal(timeZone)}, p.asked_at), ${literal(dayFormat[locale])}) as asked, n.shown as chat
     from figures as f
     join (
       select *, row_number() over (order by asked_at desc nulls last, instance_id, chat_id, poll_message_id) as place,
         count(*) over () as all_polls
       from (select distinct instance_id, chat_id, poll_message_id from figures where voters > 0)
       join polls using (instance_id, chat_id, poll_message_id)
     ) as p using (instance_id, chat_id, poll_message_id)
     left join temp.shown_names as n on n.instance_id = f.instance_id and n.id = f.chat_id
     where p.place <= ${POLLS}
     order by p.place, f.option_index`
  )
  return { days, chats, senders, reactions, polls }
})

const ranking = (
  name: string,
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<readonly [PageColumn, string]>
): PageTable => ({
  kind: "table",
  name,
  columns: columns.map(([column]) => column),
  rows: rows.map((row) => columns.map(([, key]) => pageValue(row[key])))
})

const pollBlocks = (
  rows: ReadonlyArray<Row>,
  words: SimpleWords,
  heading: string
): ReadonlyArray<PageBlock> => {
  const polls = [...Map.groupBy(rows, (row) => countOf(row["place"]))]
  const all = countOf(rows[0]?.["all_polls"])
  if (polls.length === 0)
    return [
      { kind: "heading", text: heading },
      { kind: "text", text: words.none }
    ]
  const note: ReadonlyArray<PageBlock> =
    all > polls.length ? [{ kind: "text", text: words.newestPolls(polls.length, all) }] : []
  return polls.flatMap(([place, options], index): ReadonlyArray<PageBlock> => {
    const poll = titleOf(String(options[0]?.["poll"]))
    // Some polls are asked every week.
    const asked = [options[0]?.["asked"], options[0]?.["chat"]].flatMap((part) => pageValue(part) ?? [])
    const table = ranking(`poll ${place}`, options, [
      [{ title: words.option, type: "text", width: NAME_WIDTH }, "option_name"],
      [{ title: words.votes, type: "number" }, "votes"],
      [{ title: words.share, type: "percent" }, "share"]
    ])
    return [
      { kind: "heading", text: [words.poll(poll), ...asked].join(" · ") },
      ...(index === 0 ? note : []),
      table,
      {
        kind: "chart",
        shape: "bar",
        title: poll,
        table: table.name,
        categories: 0,
        series: [1],
        ...BESIDE,
        height: heightOf(options.length)
      }
    ]
  })
}

/** The page; queries what it needs. Fails with `DatabaseFailed`. */
export const simpleSummary = Effect.fnUntraced(function* (
  database: Database,
  sheet: SheetOptions,
  options: PageOptions
) {
  const { about, summary } = wordings[sheet.locale]
  const words = simpleWords[sheet.locale]
  const { chats, days, polls, reactions, senders } = yield* ask(database, sheet)
  const { chart, table } = activity(days, summary, ACTIVITY_HEIGHT)
  const areNamed = options.pseudonyms === undefined
  const selection = yield* selectionFacts(
    database,
    { ...sheet.choice, type: [] },
    sheet.timeZone,
    about,
    areNamed
  )
  const notes = sheet.choice.type?.length ? `${summary.counts}\n${summary.allTypes}` : summary.counts
  const ranked = (
    heading: string,
    name: string,
    rows: ReadonlyArray<Row>,
    columns: Parameters<typeof ranking>[2]
  ) =>
    section(
      heading,
      noteOfTop(rows, summary),
      ranking(name, rows, columns),
      { shape: "bar", categories: 0, series: [1], ...BESIDE, height: heightOf(rows.length) },
      summary
    )
  const name = (title: string): PageColumn => ({ title, type: "text", width: NAME_WIDTH })
  const count = (title: string): PageColumn => ({ title, type: "number" })
  const people = senders.map((row) => ({ ...row, shown: row["shown"] ?? words.unknownSender }))
  const blocks: ReadonlyArray<PageBlock> = [
    { kind: "title", text: summary.heading },
    { kind: "text", text: notes },
    { kind: "facts", facts: selection },
    chart,
    ...ranked(summary.topChats, "top chats", chats, [
      [name(summary.chat), "shown"],
      [count(summary.messages), "messages"],
      [count(summary.senders), "senders"]
    ]),
    ...ranked(summary.topSenders, "top senders", people, [
      [name(words.person), "shown"],
      [count(summary.messages), "messages"],
      [count(summary.chats), "chats"]
    ]),
    ...ranked(summary.reactions, "reactions by emoji", reactions, [
      [name(summary.emoji), "emoji_base"],
      [count(summary.reactionCount), "reactions"],
      [count(summary.reactors), "reactors"]
    ]),
    ...pollBlocks(polls, words, summary.polls),
    { kind: "heading", text: summary.activity },
    ...(table.rows.length === 0 ? [{ kind: "text", text: summary.none } as const] : [table])
  ]
  return { title: summary.title, blocks: () => blocks } satisfies WorkbookPage
})
