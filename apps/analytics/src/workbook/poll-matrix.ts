// Poll results as a matrix: one row per poll, with its options and their votes side by side.
import type { PageBlock, PageValue } from "@chatledger/export"
import { named, type Row, type Summary, section, WIDE } from "./summary-section.ts"
import { countOf, pageValue } from "./values.ts"

const POLLS_CHARTED = 12
const OPTIONS_CHARTED = 12

/** One row per poll, with its options in order, each with its votes. */
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

/** The section of polls. `rows` are those of `poll_results` with the place and time of each poll. */
export const pollBlocks = (rows: ReadonlyArray<Row>, words: Summary): ReadonlyArray<PageBlock> => {
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
