// The numbers of a report, from the queries that `prepare` ran.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import type { Numbers } from "./columns.ts"
import { numbersOf, type Parameters, rowsOf, text } from "./facts.ts"
import type { Columns } from "./layout.ts"
import { answerError, exactAnswers, stepOf } from "./seconds.ts"

/** Indexes of texts in a growing list. */
const phraseList = () => {
  const places = new Map<string, number>()
  const placeOf = (phrase: string): number => {
    const place = places.get(phrase) ?? places.size
    places.set(phrase, place)
    return place
  }
  return { placeOf, phrases: () => [...places.keys()] }
}

const numbers = (found: Readonly<Record<string, Int32Array>>, name: string): Numbers => found[name] ?? []

/** Columns of every table, the texts of polls that they index, and the error of answer times. */
export const columnsOf = Effect.fnUntraced(function* (database: Database, parameters: Parameters) {
  const members = yield* numbersOf(database, "member-rows")
  const messages = yield* numbersOf(database, "message-rows")
  const seconds = numbers(yield* numbersOf(database, "answer-rows"), "seconds")
  const reactions = yield* numbersOf(database, "reaction-rows")
  const polls = yield* numbersOf(database, "poll-rows")
  const votes = yield* numbersOf(database, "vote-rows")
  const { placeOf, phrases } = phraseList()
  const pollTexts = (yield* rowsOf(database, "poll-texts", parameters)).map((row) => ({
    name: placeOf(text(row["poll_name"])),
    options: (JSON.parse(text(row["options"])) as ReadonlyArray<string>).map(placeOf)
  }))
  const isExact = seconds.length <= exactAnswers
  const columns: Columns<Numbers> = {
    members: { chat: numbers(members, "chat"), sender: numbers(members, "sender") },
    messages: {
      member: numbers(messages, "member"),
      hour: numbers(messages, "hour"),
      kind: numbers(messages, "kind"),
      messages: numbers(messages, "messages"),
      answers: numbers(messages, "answers")
    },
    answers: { step: isExact ? seconds : Array.from(seconds, stepOf) },
    reactions: {
      chat: numbers(reactions, "chat"),
      first_day: numbers(reactions, "first_day"),
      target: numbers(reactions, "target"),
      reactor: numbers(reactions, "reactor"),
      author: numbers(reactions, "author"),
      emoji: numbers(reactions, "emoji"),
      later: numbers(reactions, "later"),
      is_known: numbers(reactions, "is_known")
    },
    polls: {
      chat: numbers(polls, "chat"),
      asker: numbers(polls, "asker"),
      day: numbers(polls, "day"),
      multiple: numbers(polls, "multiple"),
      name: pollTexts.map(({ name }) => name),
      options: pollTexts.map(({ options }) => options.length)
    },
    poll_options: { text: pollTexts.flatMap(({ options }) => options) },
    votes: {
      poll: numbers(votes, "poll"),
      chat: numbers(votes, "chat"),
      voter: numbers(votes, "voter"),
      is_first: numbers(votes, "is_first"),
      choice: numbers(votes, "choice"),
      day: numbers(votes, "day"),
      is_inside: numbers(votes, "is_inside")
    }
  }
  return { columns, phrases: phrases(), answerError: isExact ? 0 : answerError }
})
