// Explains an empty answer: when there are messages, if the period has none.

import type { Database } from "@chatledger/analytics"
import { type EmptyChoice, emptyChoice, unknownTypes } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { harmless, onOneLine } from "../terminal/text.ts"

const periodWords = ({ after, before, from, to }: Extract<EmptyChoice, { kind: "period" }>) => {
  const isOpen = from === undefined || to === undefined
  const parts = [
    ...(before === undefined
      ? []
      : [isOpen ? strings.empty.newest(before) : strings.empty.newestBefore(before)]),
    ...(after === undefined ? [] : [isOpen ? strings.empty.oldest(after) : strings.empty.oldestAfter(after)])
  ]
  const none = isOpen
    ? from === undefined
      ? strings.empty.noneBefore(to ?? "")
      : strings.empty.noneSince(from)
    : strings.empty.noneBetween(from, to)
  return parts.length === 0 ? none : `${none}: ${parts.join(", ")}`
}

const wordsOf = (empty: EmptyChoice): string => {
  if (empty.kind === "archive")
    return empty.phoneMessages === 0
      ? strings.empty.emptyArchive
      : strings.empty.onlyPhone(empty.phoneMessages)
  return empty.kind === "chosen" ? strings.empty.noneChosen(empty.oldest, empty.newest) : periodWords(empty)
}

/** Notes that a choice matches no message, and why; returns whether it matches some. */
export const noteEmpty = Effect.fnUntraced(function* (
  database: Database,
  choice: Parameters<typeof emptyChoice>[1],
  timeZone: string
) {
  const messages = yield* Messages
  const empty = yield* emptyChoice(database, choice, timeZone)
  if (empty === undefined) return true
  const types = yield* unknownTypes(database, choice.type ?? [])
  for (const { near, type } of types)
    yield* messages.warn(strings.empty.typeUnknown(onOneLine(harmless(type)), near.join(", ")))
  if (types.length > 0) return false
  yield* messages.note(wordsOf(empty))
  return false
})
