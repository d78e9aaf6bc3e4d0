// Checks the emoji of a reaction.
//
// An empty text takes the reaction back, so one that cannot be read must not look like a removal.
import * as Predicate from "effect/Predicate"
import type { RecordIssue } from "./issue.ts"
import { isVendorMark } from "./vendor-mark.ts"

const textIn = (record: Readonly<Record<string, unknown>>): unknown => {
  const data = record["extendedTextMessageData"]
  return Predicate.isObject(data) ? Reflect.get(data, "text") : undefined
}

const isReadable = (text: unknown): boolean =>
  typeof text === "string" && !isVendorMark(text) && !/^(?:\s|\uFE0E|\uFE0F)+$/.test(text)

/** The issues of a decoded reaction; `setAside` is what did not fit, and already has an issue. */
export const reactionIssues = (
  message: Readonly<Record<string, unknown>>,
  setAside: Readonly<Record<string, unknown>> | undefined
): ReadonlyArray<RecordIssue> =>
  isReadable(textIn(message)) || setAside?.["extendedTextMessageData"] !== undefined
    ? []
    : [
        {
          code: "reaction_without_emoji",
          detail: "no emoji can be read in the reaction: the one before it stands",
          raw: null
        }
      ]
