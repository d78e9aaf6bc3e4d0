// The truth of an account over a day: messages and their later states, and what the service answers of them.
//
// The service keeps a day or more, answers newest first in the latest state, and a message appears up to ten minutes
// after it was sent. Nothing here is taken from the product or from the journal server.
import type { Random } from "@chatledger/sample-account"

const MINUTE = 60_000

export type LiveJournal = "incoming" | "outgoing"

/** One state of a message. */
interface State {
  readonly visibleFrom: number
  readonly text: string
}

export interface Sent {
  readonly id: string
  readonly journal: LiveJournal
  /** UNIX seconds. */
  readonly timestamp: number
  readonly states: ReadonlyArray<State>
}

const latenessOf = (random: Random): number => {
  if (random.chance(0.9)) return random.between(0, 20_000)
  return random.chance(0.8) ? random.between(20_000, 170_000) : random.between(170_000, 10 * MINUTE)
}

/** Every message of an instance from `from` to `to`, UNIX milliseconds, by time. */
export const messagesOf = (
  idInstance: string,
  from: number,
  to: number,
  random: Random
): ReadonlyArray<Sent> => {
  const sent: Array<Sent> = []
  const mean = random.pick([4, 10, 30]) * MINUTE
  for (let at = from; at < to; at += Math.ceil(-Math.log(1 - random.next()) * mean)) {
    const journal = random.chance(0.6) ? "incoming" : "outgoing"
    const timestamp = Math.floor(at / 1000)
    const id = `${idInstance}${String(sent.length).padStart(5, "0")}`
    const record = (more: object) =>
      JSON.stringify({
        type: journal,
        idMessage: id,
        timestamp,
        typeMessage: "textMessage",
        chatId: `7900000${random.between(1000, 1009)}@c.us`,
        textMessage: `n ${sent.length}`,
        ...more
      })
    const first = at + latenessOf(random)
    const states: Array<State> = [{ visibleFrom: first, text: record({}) }]
    if (random.chance(0.1))
      states.push({ visibleFrom: first + random.between(0, 20 * MINUTE), text: record({ isEdited: true }) })
    sent.push({ id, journal, timestamp, states })
  }
  return sent
}

/** What the journal holds at a moment. */
export const replyAt = (
  sent: ReadonlyArray<Sent>,
  journal: LiveJournal,
  at: number,
  minutes: number,
  retention: number
): Uint8Array => {
  const since = Math.max(at - minutes * MINUTE, at - retention) / 1000
  const texts = sent.flatMap((message) => {
    if (message.journal !== journal || message.timestamp < since) return []
    return message.states.findLast(({ visibleFrom }) => visibleFrom <= at)?.text ?? []
  })
  return new TextEncoder().encode(`[${texts.reverse().join(",")}]`)
}
