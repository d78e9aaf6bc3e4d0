// The statuses of an own message: pending, sent, delivered, read.
//
// Most are read within minutes, some after hours, some stay delivered, and a number without WhatsApp gives
// noAccount. Messages from the phone are never pending.
// Gotcha: the journal updates the `timestamp` of an own message with every status.
import { hour, minute, whenAwake } from "./calendar.ts"
import type { Random } from "./random.ts"

/** A status and its time, in UNIX seconds. */
export type Status = { readonly at: number; readonly statusMessage: string }

/** The first status of a message sent from the phone or through the API. */
export const firstStatus = (author: "phone" | "api"): string => (author === "api" ? "pending" : "sent")

/** The statuses that follow the first one, oldest first. */
export const statusesAfter = (author: "phone" | "api", at: number, random: Random): ReadonlyArray<Status> => {
  const sent = author === "api" ? at + random.between(1, 4) : at
  const delivered = sent + (random.chance(0.85) ? random.between(1, 20) : random.between(minute, 3 * hour))
  const read = whenAwake(
    delivered + (random.chance(0.75) ? random.between(5, 25 * minute) : random.between(hour, 9 * hour))
  )
  return [
    ...(author === "api" ? [{ at: sent, statusMessage: "sent" }] : []),
    ...(random.chance(0.985) ? [{ at: delivered, statusMessage: "delivered" }] : []),
    ...(random.chance(0.9) ? [{ at: read, statusMessage: "read" }] : [])
  ]
}
