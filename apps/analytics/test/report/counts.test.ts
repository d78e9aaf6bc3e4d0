// What the page counts is what the statistics count, for the same choice, over generated accounts.

import { type Random, randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { countAnswers } from "../../report/counts/answers.ts"
import { countCoverage, midnightOf } from "../../report/counts/coverage.ts"
import { countMessages, weekdayOf } from "../../report/counts/messages.ts"
import { countPolls } from "../../report/counts/polls.ts"
import { countReactions } from "../../report/counts/reactions.ts"
import { type Data, unpack } from "../../report/data.ts"
import { everything, type Filter, scopeOf } from "../../report/filter.ts"
import type { Database } from "../../src/engine/database.ts"
import { countPeople } from "../../src/people/people.ts"
import { textOf } from "../../src/report/base85.ts"
import { pack } from "../../src/report/pack.ts"
import { type ReportOptions, reportContent } from "../../src/report/report.ts"
import { findStatistic, type StatisticParameters, statisticQuery } from "../../src/statistics/statistics.ts"
import { loaded } from "../loaded.ts"
import { repliesOfSeeds, seedGroups } from "../many-accounts.ts"

const timeZones = ["Europe/Moscow", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati"]

const dataOf = Effect.fnUntraced(function* (database: Database, options: Partial<ReportOptions>) {
  const { texts, columns } = yield* reportContent(database, {
    timeZone: "UTC",
    locale: "en",
    isShareSafe: false,
    program: "test",
    ...options
  })
  return yield* Effect.promise(() => unpack(textOf(pack(texts, columns))))
})

type Line = ReadonlyArray<string | number | null>

/** Rows as sorted lines of text; shares and seconds to a billionth. */
const lines = (rows: ReadonlyArray<Line>): ReadonlyArray<string> =>
  rows
    .map((row) =>
      row
        .map((value) => (typeof value === "number" ? String(Number(value.toPrecision(9))) : (value ?? "")))
        .join(" | ")
    )
    .sort()

const asked = Effect.fnUntraced(function* (
  database: Database,
  name: string,
  given: StatisticParameters,
  columns: ReadonlyArray<string>
) {
  const statistic = yield* findStatistic(name)
  const parameters = Object.fromEntries(
    Object.entries(given).filter(([parameter]) => statistic.parameters.includes(parameter))
  )
  const query = yield* statisticQuery(statistic, { ...parameters, tz: given.tz })
  const rows = yield* database.rows(query.sql, query.parameters)
  return lines(
    rows.map((row) =>
      columns.map((column) => {
        const value = row[column]
        if (value === null || value === undefined) return null
        return typeof value === "bigint" || typeof value === "number" ? Number(value) : String(value)
      })
    )
  )
})

/** The rows of the page under the names of the statistics. */
const counted = (
  data: Data,
  filter: Filter
): Readonly<Record<string, readonly [string, ReadonlyArray<Line>]>> => {
  const scope = scopeOf(data, filter)
  const { texts, columns } = data
  const messages = countMessages(data, scope)
  const reactions = countReactions(data, scope)
  const answers = countAnswers(data, scope)
  const coverage = countCoverage(data, scope)
  const monday = weekdayOf(texts.firstDay)
  const chat = (place: number) => [texts.chats[place]?.instance ?? "", texts.chats[place]?.id ?? ""]
  const sender = (place: number) => [texts.senders[place]?.instance ?? "", texts.senders[place]?.id ?? ""]
  const dayText = (day: number) =>
    new Date(Date.parse(texts.firstDay) + (day - 1) * 86_400_000).toISOString().slice(0, 10)
  const polls = countPolls(data, scope)
  const phrase = (place: number) => texts.phrases[place] ?? ""
  const option = (poll: number, place: number) =>
    phrase(columns.poll_options.text[(data.optionStarts[poll] ?? 0) + place] ?? -1)
  const pollOf = (poll: number) => [
    ...chat(columns.polls.chat[poll] ?? 0),
    phrase(columns.polls.name[poll] ?? -1)
  ]
  expect([...messages.byDay].reduce((sum, count) => sum + count, 0)).toBe(messages.messages)
  expect(monday).toBeLessThan(7)
  return {
    activity_by_day: [
      "day messages",
      [...messages.byDay].flatMap((count, day) => (day > 0 && count > 0 ? [[dayText(day), count]] : []))
    ],
    activity_by_hour: [
      "weekday hour messages",
      [...messages.byHour].flatMap((count, place) =>
        count > 0 ? [[Math.floor(place / 24) + 1, place % 24, count]] : []
      )
    ],
    messages_by_chat: [
      "instance_id chat_id chat_type messages senders",
      messages.byChat.map((row) => [
        ...chat(row.chat),
        texts.chats[row.chat]?.type ?? "",
        row.messages,
        row.senders
      ])
    ],
    messages_by_sender: [
      "instance_id sender_id sender_name messages chats",
      messages.bySender.map((row) => [
        ...sender(row.sender),
        texts.senders[row.sender]?.name ?? null,
        row.messages,
        row.chats
      ])
    ],
    links_by_domain: [
      "domain messages senders chats",
      messages.byDomain.map((row) => [row.name, row.messages, row.senders, row.chats])
    ],
    reactions_by_emoji: [
      "emoji_base reactions reactors messages",
      reactions.byEmoji.map((row) => [
        texts.emoji[row.emoji] ?? "",
        row.reactions,
        row.reactors,
        row.messages
      ])
    ],
    reactions_by_reactor: [
      "instance_id reactor_id reactions favourite_emoji",
      reactions.byReactor.map((row) => [
        ...sender(row.reactor),
        row.reactions,
        row.favourites.map((emoji) => texts.emoji[emoji] ?? "").join(", ")
      ])
    ],
    reactions_by_author: [
      "instance_id author_id reactions reactors",
      reactions.byAuthor.map((row) => [...sender(row.author), row.reactions, row.reactors])
    ],
    poll_turnout: [
      "instance_id chat_id poll_name voters withdrawn changed_their_vote winner",
      polls.map((row) => [
        ...pollOf(row.poll),
        row.voters,
        row.withdrawn,
        row.changed,
        row.winners.map((place) => option(row.poll, place)).join(", ")
      ])
    ],
    poll_results: [
      "instance_id chat_id poll_name option_index option_name votes voters share",
      polls.flatMap((row) =>
        row.votes.map((votes, place) => [
          ...pollOf(row.poll),
          place,
          option(row.poll, place),
          votes,
          row.voters,
          row.voters === 0 ? null : votes / row.voters
        ])
      )
    ],
    response_times: [
      "instance_id chat_id answers median_seconds p90_seconds",
      answers.byChat.map((row) => [...chat(row.chat), row.answers, row.medianSeconds, row.p90Seconds])
    ],
    coverage_summary: [
      "instance_id journal covered_share gaps longest_gap_seconds",
      coverage.byJournal.map((row) => [
        row.instance,
        row.journal,
        row.coveredShare,
        row.gaps,
        row.longestSeconds ?? null
      ])
    ]
  }
}

/** Types of content; the page leaves events about messages out. */
const typesOf = (data: Data, filter: Filter) =>
  lines(
    countMessages(data, scopeOf(data, filter)).byType.map((row) => [
      row.name,
      row.messages,
      row.senders,
      row.chats
    ])
  )

const compare = Effect.fnUntraced(function* (
  database: Database,
  data: Data,
  filter: Filter,
  given: StatisticParameters
) {
  const from = filter.fromDay === undefined ? given.from : new Date(midnightOf(data, filter.fromDay) * 1000)
  const to = filter.toDay === undefined ? given.to : new Date(midnightOf(data, filter.toDay + 1) * 1000)
  const chosen = filter.chat === undefined ? undefined : data.texts.chats[filter.chat]
  const instance = chosen?.instance ?? filter.instance
  const parameters: StatisticParameters = {
    ...given,
    from,
    to,
    ...(instance === undefined ? {} : { instance: [instance] }),
    ...(chosen === undefined ? {} : { chat: [chosen.id] })
  }
  for (const [name, [columns, rows]] of Object.entries(counted(data, filter))) {
    if (name === "coverage_summary" && chosen !== undefined) continue
    const expected = yield* asked(database, name, parameters, columns.split(" "))
    expect(lines(rows), `${name} of ${JSON.stringify({ filter, from, to })}`).toEqual(expected)
  }
  const types = yield* asked(database, "messages_by_type", parameters, [
    "type_message",
    "messages",
    "senders",
    "chats"
  ])
  expect(types).toEqual(expect.arrayContaining([...typesOf(data, filter)]))
})

const filtersOf = (random: Random, { texts }: Data): ReadonlyArray<Filter> => {
  const days = [random.between(1, texts.lastDay), random.between(1, texts.lastDay)].sort((a, b) => a - b)
  const [fromDay, toDay] = days
  const chat = random.between(0, texts.chats.length - 1)
  const instance = random.pick(texts.chats.map((each) => each.instance))
  return [
    everything,
    { ...everything, fromDay, toDay },
    { ...everything, fromDay },
    { ...everything, instance },
    { ...everything, chat },
    { ...everything, toDay, chat }
  ]
}

/** What a person did, asked of the tables. */
const doneBy = `select
  (select count(*) from messages where is_content and sender_id = $person) as messages,
  (select count(*) from reactions where is_current and reactor_id = $person) as reactions,
  (select count(distinct (instance_id, chat_id, poll_message_id)) from poll_votes
    where is_current and voter_id = $person) as polls`

layer(NodeServices.layer)("the page of a report", (it) => {
  it.effect("counts what a person wrote, reacted with and voted for", () =>
    Effect.gen(function* () {
      const database = yield* loaded(repliesOfSeeds([60, 61, 62, 63]))
      const data = yield* dataOf(database, {})
      const people = [...new Set(data.texts.senders.map(({ id }) => id))].filter((id) => id !== "")
      for (const person of people) {
        const scope = scopeOf(data, { ...everything, person })
        const [expected] = yield* database.rows(doneBy, { person })
        expect(
          {
            messages: BigInt(countMessages(data, scope).messages),
            reactions: BigInt(countReactions(data, scope).reactions),
            polls: BigInt(countPolls(data, scope).filter(({ voters }) => voters > 0).length)
          },
          person
        ).toEqual(expected)
      }
    })
  )

  it.effect("counts people where it is told to, as the statistics do then", () =>
    Effect.gen(function* () {
      const database = yield* loaded(repliesOfSeeds([64, 65, 66]))
      const before = yield* dataOf(database, {})
      const ids = before.texts.senders.map(({ id }) => id).filter((id) => id.endsWith("@c.us"))
      const [one = "", other = ""] = [...new Set(ids)]
      yield* countPeople(database, [
        { ids: [one, other], name: "One of two numbers", alias: null, groups: [], chatIds: [] }
      ])
      const data = yield* dataOf(database, {})
      expect(data.texts.senders.some(({ name }) => name === "One of two numbers")).toBe(true)
      expect(data.texts.senders.length).toBeLessThan(before.texts.senders.length)
      yield* compare(database, data, everything, { tz: "UTC" })
    })
  )

  for (const seeds of seedGroups().slice(0, 4))
    it.effect(`counts as the statistics do, however it is filtered: ${seeds[0]} to ${seeds.at(-1)}`, () =>
      Effect.gen(function* () {
        const database = yield* loaded(repliesOfSeeds(seeds))
        const random = randomFrom(seeds[0] ?? 0)
        const tz = random.pick(timeZones)
        const data = yield* dataOf(database, { timeZone: tz })
        for (const filter of filtersOf(random, data)) yield* compare(database, data, filter, { tz })
        // A report of a period, whose bounds are no midnights, filtered again.
        const at = (share: number) =>
          new Date((midnightOf(data, Math.ceil(data.texts.lastDay * share)) + 1234) * 1000)
        const [from, to] = [at(0.3), at(0.7)]
        const part = yield* dataOf(database, { timeZone: tz, from, to })
        yield* compare(database, part, everything, { tz, from, to })
      })
    )
})
