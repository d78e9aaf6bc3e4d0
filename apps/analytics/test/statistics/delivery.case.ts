import type { JsonObject } from "../model/record.ts"
import { own, reply } from "../model/scene.ts"
import type { StatisticCase } from "./case.ts"

const asked = (requestedAt: number, ...records: ReadonlyArray<JsonObject>) =>
  reply([...records].reverse(), { journal: "outgoing", requestedAt: requestedAt * 1000 })
const status = (idMessage: string, timestamp: number, statusMessage: string) =>
  own(idMessage, timestamp, { statusMessage })

/** A status that goes back is remembered; there are times of messages that were seen before. */
export const counted: StatisticCase = {
  replies: [
    asked(
      1000,
      status("1", 10, "sent"),
      status("2", 20, "read"),
      status("3", 30, "pending"),
      status("4", 40, "noAccount")
    ),
    asked(2000, status("1", 70, "delivered")),
    asked(3000, status("1", 110, "read")),
    asked(4000, status("1", 110, "sent"))
  ],
  rows: [["1", "g@g.us", null, 4, 2, 2, 2, 1, 1, 60, 100, 100]]
}
