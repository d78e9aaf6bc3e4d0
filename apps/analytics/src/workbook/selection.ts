// The selection of a file in words: period, instances, chats and types of messages.
import { literal, type PageFacts } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Choice } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { localTime, type Row } from "./archive-facts.ts"
import type { Wording } from "./wording.ts"

type About = Wording["about"]

const timeText = (value: Row[string] | undefined) => String(value).replace(/\.\d+$/, "")

const instantOf = (date: Date | undefined) =>
  date === undefined ? "null::timestamptz" : `${literal(date.toISOString())}::timestamptz`

const periodText = ({ period_from, period_to }: Row, words: About) => {
  const from = period_from === null ? [] : [words.from(timeText(period_from))]
  const to = period_to === null ? [] : [words.to(timeText(period_to))]
  return [...from, ...to].join(" ") || words.wholePeriod
}

const listed = (name: string, values: ReadonlyArray<string> | undefined): PageFacts["facts"] =>
  values === undefined || values.length === 0 ? [] : [[name, values.join(", ")]]

/** Chats with their names; only the id if there is no name or names must not be shown. */
const chatTexts = Effect.fnUntraced(function* (
  database: Database,
  chats: ReadonlyArray<string>,
  areNamed: boolean
) {
  if (!areNamed || chats.length === 0) return chats
  const rows = yield* database.rows(
    `select id, min(name) as name from names where id in (${chats.map(literal).join(", ")}) and name is not null group by id`
  )
  const names = new Map(rows.map(({ id, name }) => [String(id), String(name)]))
  return chats.map((id) => (names.has(id) ? `${names.get(id)} (${id})` : id))
})

/** The facts of a selection: the period, and every filter that was set. Fails with `DatabaseFailed`. */
export const selectionFacts = Effect.fnUntraced(function* (
  database: Database,
  { chat = [], from, instance, to, type }: Choice,
  timeZone: string,
  words: About,
  areNamed: boolean
) {
  const [period = {}] = yield* database.rows(
    `select ${localTime(instantOf(from), timeZone)} as period_from, ${localTime(instantOf(to), timeZone)} as period_to`
  )
  const facts: PageFacts["facts"] = [
    [words.period, periodText(period, words)],
    ...listed(words.onlyInstances, instance),
    ...listed(words.chats, yield* chatTexts(database, chat, areNamed)),
    ...listed(words.types, type)
  ]
  return facts
})
