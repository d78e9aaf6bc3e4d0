// How soon people answer: the first message of another side after a message, by chat and in total.
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"

export interface AnswerCount {
  readonly answers: number
  readonly medianSeconds: number
  readonly p90Seconds: number
}

export interface AnswerCounts extends AnswerCount {
  readonly seconds: Float64Array
  readonly byChat: ReadonlyArray<AnswerCount & { readonly chat: number }>
}

/** The quantile of sorted values, interpolated between its two neighbours. */
export const quantile = (sorted: Float64Array, share: number): number => {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}

const countOf = (sorted: Float64Array): AnswerCount => ({
  answers: sorted.length,
  medianSeconds: quantile(sorted, 0.5),
  p90Seconds: quantile(sorted, 0.9)
})

export const countAnswers = ({ columns, answerSeconds }: Data, scope: Scope): AnswerCounts => {
  const { member, hour, answers } = columns.messages
  const found = new Float64Array(answerSeconds.length)
  // Messages are ordered by chat, so a chat's answers are adjacent.
  const byChat: Array<{ readonly chat: number; readonly first: number; end: number }> = []
  let place = 0
  let end = 0
  for (let row = 0; row < member.length; row += 1) {
    const count = answers[row] ?? 0
    if (count === 0) continue
    const from = place
    place += count
    const who = member[row] ?? 0
    if (scope.hasMember[who] !== 1 || !scope.hasDay(Math.floor((hour[row] ?? 0) / 24))) continue
    const chat = columns.members.chat[who] ?? 0
    if (byChat.at(-1)?.chat !== chat) byChat.push({ chat, first: end, end })
    for (let at = from; at < place; at += 1) found[end++] = answerSeconds[at] ?? 0
    const last = byChat.at(-1)
    if (last !== undefined) last.end = end
  }
  const chats = byChat.map(({ chat, first, end: after }) => ({
    chat,
    ...countOf(found.subarray(first, after).sort())
  }))
  const seconds = found.subarray(0, end).sort()
  return {
    ...countOf(seconds),
    seconds,
    byChat: chats.sort((a, b) => b.answers - a.answers || a.chat - b.chat)
  }
}
