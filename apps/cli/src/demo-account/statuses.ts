// What becomes of a message that the account itself sent: pending, sent, delivered, read.
//
// Most are read within minutes, some after hours, some stay delivered, and a number without WhatsApp gives
// noAccount. What is sent from the phone is never seen pending.
// Gotcha: the journal moves the `timestamp` of an own message with every status.
import { hour, minute, whenAwake } from "./calendar.ts"
import type { Chance } from "./chance.ts"

/** A status and the moment it was reached, in UNIX seconds. */
export type Status = { readonly at: number; readonly statusMessage: string }

/** The first status of a message sent from the phone or through the API. */
export const firstStatus = (author: "phone" | "api"): string => (author === "api" ? "pending" : "sent")

/** The statuses that follow the first one, oldest first. */
export const statusesAfter = (author: "phone" | "api", at: number, chance: Chance): ReadonlyArray<Status> => {
  const sent = author === "api" ? at + chance.between(1, 4) : at
  const delivered = sent + (chance.roll(0.85) ? chance.between(1, 20) : chance.between(minute, 3 * hour))
  const read = whenAwake(
    delivered + (chance.roll(0.75) ? chance.between(5, 25 * minute) : chance.between(hour, 9 * hour))
  )
  return [
    ...(author === "api" ? [{ at: sent, statusMessage: "sent" }] : []),
    ...(chance.roll(0.985) ? [{ at: delivered, statusMessage: "delivered" }] : []),
    ...(chance.roll(0.9) ? [{ at: read, statusMessage: "read" }] : [])
  ]
}
