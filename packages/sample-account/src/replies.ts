// The service's reply for an account at a moment: the newest state of each message, newest messages first.
//
// Source: https://green-api.com/en/docs/api/journals/LastIncomingMessages/
import { day, minute } from "./calendar.ts"
import type { JournalRecord } from "./record.ts"
import type { Journal, RecordState } from "./timeline.ts"

/** A record as shown at a moment, in UNIX seconds: addresses of files are renewed every day. */
export const presented = (record: JournalRecord, at: number): JournalRecord => {
  const address = record["downloadUrl"]
  if (typeof address !== "string" || !address.startsWith("https:")) return record
  return { ...record, downloadUrl: `${address}?expires=${(Math.floor(at / day) + 3) * day}` }
}

/** The request: a journal of an instance, and the minutes before `at` (UNIX seconds). */
export type ReplyRequest = {
  readonly instanceId: string
  readonly journal: Journal
  readonly at: number
  readonly minutes: number
}

/** The records of a reply; `states` are in the order of `visibleFrom`. */
export const recordsAt = (
  states: ReadonlyArray<RecordState>,
  { instanceId, journal, at, minutes }: ReplyRequest
): ReadonlyArray<JournalRecord> => {
  const messages = new Map<number, { readonly first: RecordState; readonly latest: RecordState }>()
  for (const state of states)
    if (state.instanceId === instanceId && state.journal === journal && state.visibleFrom <= at)
      messages.set(state.message, { first: messages.get(state.message)?.first ?? state, latest: state })
  return [...messages.values()]
    .map(({ first, latest }) => ({
      record: latest.record,
      time: Number(latest.record["timestamp"] ?? first.visibleFrom)
    }))
    .filter(({ time }) => time >= at - minutes * minute)
    .reverse()
    .sort((a, b) => b.time - a.time)
    .map(({ record }) => presented(record, at))
}
