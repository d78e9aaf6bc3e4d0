// A chat that a phone exported, as the one part of its file.
import * as Crypto from "node:crypto"
import { idKind } from "@chatledger/core"
import { replyId } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import { type DateOrder, dateOrderOf, isFew, wallOf } from "../phone-export/date-order.ts"
import { MOST_PHONE_BYTES, phoneEntries, phoneMessages, phoneTextOf } from "../phone-export/phone-export.ts"
import type { PhoneHead } from "../phone-export/phone-head.ts"
import { secondsIn } from "../phone-export/wall-time.ts"
import type { ImportReason } from "../reasons.ts"
import { ReplySummary } from "../reply-summary.ts"
import type { ImportOptions } from "./import-options.ts"
import type { ReadPart } from "./import-parts.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** The chat of an option: an id of WhatsApp, or a phone number, which is a private chat; undefined for anything else. */
const chatOf = (given: string): string | undefined => {
  const digits = given.trim().replace(/^\+|[ ()\u00a0-]/gu, "")
  if (/^[1-9]\d{6,14}$/.test(digits)) return `${digits}@c.us`
  const chat = replyId(given.trim())
  return chat?.includes("@") && ["person", "group", "lid", "channel"].includes(idKind(chat))
    ? chat
    : undefined
}

/** The first date that does not exist in the order, if there are too many of them for lines that were pasted. */
const unfitDate = (heads: ReadonlyArray<PhoneHead>, order: DateOrder): PhoneHead | undefined => {
  const missing = (some: DateOrder) => heads.filter((head) => wallOf(head, some) === undefined)
  const [unfit, ...others] = missing(order)
  const count = others.length + 1
  const isPasted =
    unfit !== heads[0] &&
    isFew(count, heads.length) &&
    count <= missing(order === "dmy" ? "mdy" : "dmy").length
  return isPasted ? undefined : unfit
}

const written = ({ date, separator }: PhoneHead): string => date.join(separator)

/**
 * Reads an exported chat, and how to read it again.
 *
 * Fails with `ImportRefused`: an option is missing, or the file does not decide the order of its dates.
 */
export const phonePart = Effect.fnUntraced(function* (
  source: Source,
  { journal, phone = {} }: ImportOptions,
  reply: SavedReply
) {
  const { chatId, dateOrder, timeZone } = phone
  const refuse = (kind: ImportRefused["kind"], reason: ImportReason) =>
    new ImportRefused({ source: source.path, kind, reason })
  if (journal !== undefined) return yield* refuse("usage", { code: "phone_journal_given" })
  if (timeZone === undefined) return yield* refuse("usage", { code: "phone_zone_missing" })
  const secondsOf = secondsIn(timeZone)
  if (secondsOf === undefined) return yield* refuse("usage", { code: "phone_zone_unknown", given: timeZone })
  if (chatId === undefined || chatId === "") return yield* refuse("usage", { code: "phone_chat_missing" })
  const chat = chatOf(chatId)
  if (chat === undefined) return yield* refuse("usage", { code: "phone_chat_unfit", given: chatId })
  if (reply.byteCount > MOST_PHONE_BYTES) return yield* refuse("no-reply", { code: "phone_too_large" })
  const body = Buffer.concat(yield* Stream.runCollect(reply.read(0, reply.byteCount)))
  const text = phoneTextOf(body)
  if (text === undefined) return yield* refuse("no-reply", { code: "not_utf8" })
  const entries = phoneEntries(text)
  const heads = entries.map(({ head }) => head)
  const [first] = heads
  if (first === undefined) return yield* refuse("no-reply", { code: "phone_no_messages" })
  const order = dateOrder ?? dateOrderOf(heads)
  if (order === undefined)
    return yield* refuse("usage", { code: "phone_date_order", example: written(first) })
  const unfit = unfitDate(heads, order)
  if (unfit !== undefined)
    return yield* refuse("usage", { code: "phone_date_unfit", example: written(unfit), order })
  const summary = new ReplySummary()
  for (const { wall } of phoneMessages(entries, order)) summary.countOther(secondsOf(wall), [])
  const part: ReadPart = { start: 0, end: reply.byteCount, sha256: Crypto.hash("sha256", body), summary }
  return { part, phone: { time_zone: timeZone, date_order: order, chat_id: chat } }
})
