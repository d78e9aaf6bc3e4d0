// The page of who voted for what: a table per poll, with one row per voter and one column per option.
//
// The votes are those of the statistic `poll_voters`. A page is built in memory, so only the newest polls and a limited
// number of voters are shown; the page states what is left out.
import type { PageBlock, PageColumn, PageValue, WorkbookPage } from "@chatledger/export"
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../../engine/database.ts"
import { figures } from "../figures.ts"
import type { Row } from "../summary-section.ts"
import { countOf, pageValue, titleOf } from "../values.ts"
import type { Locale } from "../wording.ts"
import type { SheetOptions } from "./sheet.ts"
import { type SimpleWords, simpleWords } from "./words.ts"

const POLLS = 60
const VOTERS = 5_000
const OPTION_WIDTH = 16
const REMARK_WIDTH = 22
const VOTER_WIDTH = 28

const dayFormat: Readonly<Record<Locale, string>> = { en: "%-d %b %Y %H:%M", ru: "%d.%m.%Y %H:%M" }

const ask = (database: Database, { choice, locale, timeZone }: SheetOptions) =>
  figures(
    database,
    "poll_voters",
    choice,
    timeZone,
    `, polls_asked as (
       select *, row_number() over (order by asked_at desc nulls last, first_vote desc, instance_id, chat_id, poll_message_id) as place,
         count(*) over () as all_polls
       from (
         select instance_id, chat_id, poll_message_id, min(voted_at) as first_vote, count(distinct voter_id) as all_voters
         from figures group by all
       )
       join polls using (instance_id, chat_id, poll_message_id)
     ),
     voters as (
       select
         f.instance_id, f.chat_id, f.poll_message_id, f.voter_id,
         any_value(f.voted_at) as voted_at,
         list_sort(list({index: f.option_index, is_chosen: f.is_chosen, name: f.option_name})) as options
       from figures as f
       group by all
     ),
     updates as (
       select instance_id, chat_id, poll_message_id, voter_id, max(sequence) as updates from poll_votes group by all
     )
     select
       p.place, p.all_polls, p.all_voters, coalesce(p.poll_name, p.poll_message_id) as poll,
       strftime(timezone(${literal(timeZone)}, p.asked_at), ${literal(dayFormat[locale])}) as asked,
       a.shown as asked_by, coalesce(c.shown, p.chat_id) as chat, coalesce(s.shown, v.voter_id) as voter,
       timezone(${literal(timeZone)}, v.voted_at) as voted_at,
       to_json(list_transform(v.options, lambda o: o.is_chosen))::varchar as chosen,
       to_json(list_transform(v.options, lambda o: o.name))::varchar as options, u.updates
     from voters as v
     join polls_asked as p using (instance_id, chat_id, poll_message_id)
     left join updates as u using (instance_id, chat_id, poll_message_id, voter_id)
     left join temp.shown_names as c on c.instance_id = p.instance_id and c.id = p.chat_id
     left join temp.shown_names as a on a.instance_id = p.instance_id and a.id = p.asked_by
     left join temp.shown_names as s on s.instance_id = v.instance_id and s.id = v.voter_id
     where p.place <= ${POLLS}
     order by p.place, voter, v.voter_id
     limit ${VOTERS}`
  )

const listOf = <A>(value: Row[string] | undefined): ReadonlyArray<A> => JSON.parse(String(value ?? "[]"))

const voterCells = (row: Row, words: SimpleWords["polls"]): ReadonlyArray<PageValue> => {
  const chosen = listOf<boolean>(row["chosen"])
  const isWithdrawn = !chosen.includes(true)
  const hasChanged = countOf(row["updates"]) > 1
  return [
    pageValue(row["voter"]),
    ...chosen.map((isChosen) => (isChosen ? words.chosen : null)),
    pageValue(row["voted_at"]),
    isWithdrawn ? words.withdrew : hasChanged ? words.changed : null
  ]
}

const resultOf = (rows: ReadonlyArray<Row>, options: ReadonlyArray<string>, words: SimpleWords["polls"]) =>
  options
    .map((option, place) => {
      const votes = rows.filter((row) => listOf<boolean>(row["chosen"])[place] === true).length
      return words.result(titleOf(option), votes)
    })
    .join("  ·  ")

const pollBlocks = (rows: ReadonlyArray<Row>, words: SimpleWords["polls"]): ReadonlyArray<PageBlock> => {
  const [first = {}] = rows
  const options = listOf<string>(first["options"])
  const all = countOf(first["all_voters"])
  const parts = [
    String(first["chat"]),
    ...(first["asked"] === null ? [] : [words.asked(String(first["asked"]))]),
    ...(first["asked_by"] === null ? [] : [words.by(String(first["asked_by"]))]),
    words.voters(rows.filter((row) => listOf<boolean>(row["chosen"]).includes(true)).length)
  ]
  const columns: ReadonlyArray<PageColumn> = [
    { title: words.voter, type: "text", width: VOTER_WIDTH },
    ...options.map((option): PageColumn => ({ title: option, type: "text", width: OPTION_WIDTH })),
    { title: words.votedAt, type: "moment", width: OPTION_WIDTH + 2 },
    { title: words.remark, type: "text", width: REMARK_WIDTH }
  ]
  const cut = rows.length < all ? [words.moreVoters(rows.length, all)] : []
  return [
    { kind: "heading", text: titleOf(String(first["poll"])) },
    { kind: "text", text: [parts.join("  ·  "), resultOf(rows, options, words), ...cut].join("\n") },
    {
      kind: "table",
      name: `poll ${countOf(first["place"])}`,
      columns,
      rows: rows.map((row) => voterCells(row, words))
    }
  ]
}

/** The page; queries what it needs. Fails with `DatabaseFailed`. */
export const votersPage = Effect.fnUntraced(function* (database: Database, options: SheetOptions) {
  const words = simpleWords[options.locale].polls
  const rows = yield* ask(database, options)
  const polls = [...Map.groupBy(rows, (row) => countOf(row["place"])).values()]
  const all = countOf(rows[0]?.["all_polls"])
  const note = polls.length < all ? [words.morePolls(polls.length, all)] : []
  const blocks: ReadonlyArray<PageBlock> = [
    { kind: "title", text: words.title },
    { kind: "text", text: polls.length === 0 ? words.none : [words.what, ...note].join("\n") },
    ...polls.flatMap((poll) => pollBlocks(poll, words))
  ]
  return { title: words.title, blocks: () => blocks } satisfies WorkbookPage
})
