import { reply, said } from "../model/scene.ts"
import type { StatisticCase } from "./case.ts"

const minute = 60_000
const start = Date.parse("2024-01-29T10:00:00Z")
const seconds = (after: number) => start / 1000 + after * 60

/** A reply of the journal, and the history of a chat; so many minutes after the start. */
const journal = (after: number) => reply([], { requestedAt: start + after * minute, minutes: 13 })
const history = (after: number, source: string, ...minutes: ReadonlyArray<number>) => ({
  ...reply(
    minutes.map((one) => said("p@c.us", `${source} ${one}`, seconds(one), { chatId: source })),
    { journal: "history", requestedAt: start + after * minute }
  ),
  source
})

/**
 * Between two requests two days apart, the first day is lost: from 09:57, since messages may take minutes to appear, to 24 hours
 * before the last request. A history of fewer than 100 messages has all that there is.
 */
export const counted: StatisticCase = {
  replies: [journal(0), journal(2880), history(2880, "a@g.us", 2000, 700, 60), history(2881, "b@c.us", -30)],
  rows: [
    ["1", "a@g.us", "2024-01-29T09:57:00Z", "2024-01-30T10:01:00Z", true, 2, "2024-01-31T10:00:00Z"],
    ["1", "b@c.us", "2024-01-29T09:57:00Z", "2024-01-30T10:01:00Z", true, 0, "2024-01-31T10:01:00Z"]
  ]
}
