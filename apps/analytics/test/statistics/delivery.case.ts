import type { JsonObject } from "../model/record.ts"
import { own, reply } from "../model/scene.ts"
import { status as webhook } from "../webhooks.ts"
import type { StatisticCase } from "./case.ts"

const asked = (requestedAt: number, ...records: ReadonlyArray<JsonObject>) =>
  reply([...records].reverse(), { journal: "outgoing", requestedAt: requestedAt * 1000 })
const status = (idMessage: string, timestamp: number, statusMessage: string) =>
  own(idMessage, timestamp, { statusMessage })

/** A status that goes back is remembered; there are times of messages that were seen before, and of those of notifications. */
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
    asked(4000, status("1", 110, "sent")),
    asked(5000, status("5", 50, "sent"), status("6", 60, "sent")),
    reply(
      [
        webhook("g@g.us", "5", 90, "delivered"),
        webhook("g@g.us", "6", 61, "failed", { description: "no such number" })
      ],
      { journal: "notifications" as "incoming", requestedAt: 6_000_000 }
    )
  ],
  rows: [["1", "g@g.us", null, 6, 4, 3, 2, 1, 2, 50, 100, 100, "failed: 1 (no such number); noAccount: 1"]]
}
