import { reply } from "../model/scene.ts"
import type { StatisticCase } from "./case.ts"

const minute = 60_000
const start = Date.parse("2024-01-29T10:00:00Z")

/** A reply asked for after so many minutes that reaches 13 minutes back. */
const asked = (after: number) => reply([], { requestedAt: start + after * minute, minutes: 13 })

/**
 * The last four minutes before a request do not count, for messages may take minutes to appear: a reply covers nine, and 15 of
 * the 42 from 09:47 to 10:29 are missing, at first 11 in a row.
 */
export const counted: StatisticCase = {
  replies: [asked(0), asked(20), asked(33)],
  rows: [["1", "incoming", 27 / 42, 2, 660]]
}
