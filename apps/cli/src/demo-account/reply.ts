// What the journal of the made-up account answers at a moment: the body of one reply.
//
// Newest first, each message once, in its latest state of that moment, if its timestamp lies in the window.
// Addresses of files are issued anew for every day on which somebody asks, as the vendor does.
// Gotcha: a record without a timestamp counts from when it was first seen.
//
// Source: https://green-api.com/en/docs/api/journals/LastIncomingMessages/
import { day, minute } from "./calendar.ts"
import type { DemoHistory } from "./history.ts"
import type { JournalRecord } from "./record.ts"
import type { Journal, RecordState } from "./timeline.ts"

const timeOf = ({ record, visibleFrom }: RecordState): number => {
  const timestamp = record["timestamp"]
  return typeof timestamp === "number" ? timestamp : visibleFrom
}

const issued = (record: JournalRecord, asked: number): JournalRecord => {
  const address = record["downloadUrl"]
  if (typeof address !== "string" || !address.startsWith("https:")) return record
  return { ...record, downloadUrl: `${address}?expires=${(Math.floor(asked / day) + 3) * day}` }
}

/**
 * The JSON body of the reply to `lastIncomingMessages` or `lastOutgoingMessages` at a moment.
 *
 * `minutes` is the window asked for. An instance that the account does not have gives `[]`.
 */
export const replyAt = (
  history: DemoHistory,
  instanceId: string,
  journal: Journal,
  askedAt: Date,
  minutes: number
): string => {
  const asked = Math.floor(askedAt.getTime() / 1000)
  const latest = new Map<number, RecordState>()
  for (const state of history.states) {
    if (state.visibleFrom > asked) break
    if (state.instanceId === instanceId && state.journal === journal) latest.set(state.message, state)
  }
  const records = [...latest.values()]
    .filter((state) => timeOf(state) >= asked - minutes * minute)
    .toSorted((a, b) => timeOf(b) - timeOf(a) || b.message - a.message)
    .map(({ record }) => issued(record, asked))
  return JSON.stringify(records)
}
