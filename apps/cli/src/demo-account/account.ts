// The made-up account as somebody recorded it: replies asked for every twelve hours, each over 26 hours.
//
// Windows overlap, so most messages come twice, some of them changed in between.
// It asks nobody: the bodies come from `history.ts`. Gotcha: the newest states are in the latest replies only.
import { closing, hour, opening } from "./calendar.ts"
import { chanceOf } from "./chance.ts"
import { type DemoInstance, type DemoName, demoHistory } from "./history.ts"
import { replyAt } from "./reply.ts"
import type { Journal } from "./timeline.ts"

/** One saved reply; `minutes` is the window that was asked for, `body` the JSON as sent. */
export type DemoReply = {
  readonly instanceId: string
  readonly journal: Journal
  readonly requestedAt: Date
  readonly minutes: number
  readonly body: string
}

/** The account with everything that was recorded of it, replies in the order of asking. */
export type DemoAccount = {
  readonly instances: ReadonlyArray<DemoInstance>
  readonly names: ReadonlyArray<DemoName>
  readonly replies: ReadonlyArray<DemoReply>
}

const interval = 12 * hour
const minutes = 26 * 60
const journals = ["incoming", "outgoing"] as const

/** The made-up account and its recorded replies: the same bytes every time. */
export const demoAccount = (): DemoAccount => {
  const history = demoHistory()
  const chance = chanceOf("asking")
  const replies: Array<DemoReply> = []
  const firstAsking = opening + 2 * hour
  for (let moment = firstAsking; moment <= closing; moment += interval) {
    let milliseconds = moment * 1000
    for (const { idInstance: instanceId } of history.instances)
      for (const journal of journals) {
        milliseconds += 1000 + chance.between(20, 400)
        const requestedAt = new Date(milliseconds)
        const body = replyAt(history, instanceId, journal, requestedAt, minutes)
        replies.push({ instanceId, journal, requestedAt, minutes, body })
      }
  }
  return { instances: history.instances, names: history.names, replies }
}
