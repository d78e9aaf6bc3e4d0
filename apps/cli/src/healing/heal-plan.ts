// Selects the chats whose histories to request: those active around a time that no reply covers, within a budget.
//
// Pure. A chat is requested until a reply reaches back beyond the start of that time, or contains its whole history, at
// most
// as often per month as its budget allows. Chats with the most messages around it come first.
import type { InstanceCoverage } from "@chatledger/archive"
import type { HistoryRequest, RequestedHistory } from "@chatledger/archive/internal"

/** A time that an instance's journals do not cover; UNIX milliseconds. */
export interface Hole {
  readonly from: number
  readonly to: number
}

/** A chat that was active around a hole. */
export interface ActiveChat {
  readonly chatId: string
  readonly hole: Hole
  /** Known messages around the hole. */
  readonly around: number
  /** Known messages since the hole began. */
  readonly since: number
}

/** Limits on calls. */
export interface HealBudget {
  /** Per instance and month (UTC). */
  readonly monthly: number
  /** Per chat and month. */
  readonly perChat: number
}

const LEAST_COUNT = 100
const MOST_COUNT = 10_000

/** The holes of an instance that no sync can still fill. */
export const holesOf = (coverage: ReadonlyArray<InstanceCoverage>): ReadonlyArray<Hole> => {
  const holes = coverage.flatMap(({ intervals }) =>
    intervals.flatMap(({ from, state, to }) => (state === "ok" || state === "gap" ? [] : [{ from, to }]))
  )
  const joined: Array<Hole> = []
  for (const hole of [...holes].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last !== undefined && hole.from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, hole.to) }
    else joined.push(hole)
  }
  return joined
}

const isHealed = (
  { oldestTimestamp, recordCount, requestedAt }: RequestedHistory,
  { from, to }: Hole
): boolean => {
  if (requestedAt.getTime() < to) return false
  return oldestTimestamp === undefined || recordCount < LEAST_COUNT || oldestTimestamp * 1000 < from
}

/** Number of messages to request to reach beyond the start of a hole; at least twice that of earlier replies that did not. */
const countFor = ({ hole, since }: ActiveChat, requested: ReadonlyArray<RequestedHistory>): number => {
  const before = Math.max(
    0,
    ...requested
      .filter(({ requestedAt }) => requestedAt.getTime() >= hole.to)
      .map(({ recordCount }) => recordCount)
  )
  return Math.min(MOST_COUNT, Math.max(LEAST_COUNT, Math.ceil(since * 1.5) + LEAST_COUNT, before * 2))
}

/** The requests of a run, given earlier requests. */
export const historyRequests = (
  active: ReadonlyArray<ActiveChat>,
  requested: ReadonlyArray<RequestedHistory>,
  { monthly, perChat }: HealBudget,
  now: Date
): ReadonlyArray<HistoryRequest> => {
  const month = now.toISOString().slice(0, 7)
  const ofMonth = requested.filter(({ requestedAt }) => requestedAt.toISOString().startsWith(month))
  const left = Math.max(0, monthly - ofMonth.length)
  const wanted = new Map<string, HistoryRequest & { readonly around: number }>()
  for (const chat of active) {
    const ofChat = requested.filter(({ chatId }) => chatId === chat.chatId)
    if (ofChat.some((history) => isHealed(history, chat.hole))) continue
    if (ofMonth.filter(({ chatId }) => chatId === chat.chatId).length >= perChat) continue
    const before = wanted.get(chat.chatId)
    wanted.set(chat.chatId, {
      chatId: chat.chatId,
      count: Math.max(before?.count ?? 0, countFor(chat, ofChat)),
      around: (before?.around ?? 0) + chat.around
    })
  }
  return [...wanted.values()]
    .sort((a, b) => (a.around === b.around ? (a.chatId < b.chatId ? -1 : 1) : b.around - a.around))
    .slice(0, left)
    .map(({ chatId, count }) => ({ chatId, count }))
}
