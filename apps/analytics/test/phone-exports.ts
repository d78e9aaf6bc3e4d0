// Exported chats for tests: as an Android phone in Moscow writes them; instance "1".
import type { Facts } from "@chatledger/archive"
import type { SavedReply } from "./loaded.ts"

/** Lines without their heads; a line that begins with a blank continues the one before. */
export const exported = (
  chatId: string,
  lines: ReadonlyArray<readonly [time: string, text: string]>,
  requestedAt: number
): SavedReply => ({
  instanceId: "1",
  journal: "phone" as Facts["journal"] as "incoming",
  requestedAt: requestedAt * 1000,
  requestedAtIsGuess: true,
  minutes: null,
  phone: { time_zone: "Europe/Moscow", date_order: "dmy", chat_id: chatId },
  body: lines.map(([time, text]) => `${time} - ${text}\n`).join("")
})
