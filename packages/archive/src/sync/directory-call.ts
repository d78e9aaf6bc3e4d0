// One call for a part of the directory: the facts of its reply, and the effect of its failure on other calls.
import { type BodyReader, type Instance, JournalClient, type JournalError } from "@chatledger/core"
import * as Effect from "effect/Effect"
import { type ReadDirectory, wholeDirectory } from "../directory/read-directory.ts"
import type { DirectoryJournal } from "../facts.ts"
import type { Ending } from "./directory-state.ts"

/** A part of the directory, with the id of a group. */
export interface DirectoryPart {
  readonly journal: DirectoryJournal
  readonly groupId?: string
}

/** Requests a part. */
export const ask = Effect.fnUntraced(function* (instance: Instance, { journal, groupId }: DirectoryPart) {
  const client = yield* JournalClient
  const reader = (): BodyReader<ReadDirectory> => ({
    end: (body) => wholeDirectory(body, journal, groupId === undefined ? {} : { groupId })
  })
  if (groupId !== undefined) return yield* client.getGroupData(instance, groupId, reader)
  return yield* client[journal === "contacts" ? "getContacts" : "getChats"](instance, reader)
})

/** How an error ends the request, and whether other calls would fail in the same way. */
export const endingOf = (
  { _tag }: JournalError,
  { journal }: DirectoryPart
): { readonly ending: Ending | undefined; readonly isLast: boolean } => {
  switch (_tag) {
    case "BadReply":
      return { ending: "again", isLast: false }
    case "Refused":
      return { ending: journal === "group" ? "refused" : "whole", isLast: false }
    case "ReplyTooLarge":
      return { ending: "whole", isLast: false }
    case "WrongInstance":
      return journal === "group" ? { ending: "refused", isLast: false } : { ending: undefined, isLast: true }
    case "RateLimited":
    case "Unavailable":
    case "InstanceStarting":
      return { ending: "again", isLast: true }
    default:
      return { ending: undefined, isLast: true }
  }
}

const HOURS_OF_LIMIT_MILLIS = 2 * 60 * 60 * 1000
const nextMonth = (now: number): number => {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

/** When a quota is available again, UNIX milliseconds: after 469 in two hours, otherwise with the next month (UTC). */
export const quotaBackAt = (status: number | undefined, now: number): number =>
  status === 469 ? now + HOURS_OF_LIMIT_MILLIS : nextMonth(now)
