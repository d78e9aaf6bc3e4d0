// Decodes any JSON value to a message and what did not fit: a total function.
//
// A value that fits its schema is returned itself, not copied. A field that does not fit is removed from the
// message and reported; the rest of the record stays. Nothing here throws.
// Gotcha: uses the schema of the record's type, since the equivalent union `Message` is slower.
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { mayRound, parseExactly } from "./exact-json.ts"
import { type RecordIssue, shownValue } from "./issue.ts"
import type { Message } from "./message.ts"
import { isKnownType, messageSchemas, typeMessages, UnknownTypeMessage } from "./message-types.ts"
import { senderIssues } from "./other-sender.ts"
import { isOfNobody, withPlainIds, withTextIds } from "./plain-ids.ts"
import { readPollUpdate } from "./poll-update.ts"
import { reactionIssues } from "./reaction.ts"
import type { ParsedRecord } from "./record-text.ts"
import { type JsonObject, kindOf, repair } from "./repair.ts"

/** A decoded record: its message, unless it is not an object, and every field that did not fit. */
export interface DecodedRecord {
  readonly message: Message | undefined
  /** Fields removed from the message because they did not fit, within their parent objects. */
  readonly setAside: Readonly<Record<string, unknown>> | undefined
  /** True if the message has a value in another unit or type than the record, so that the record's text cannot replace it. */
  readonly isConverted: boolean
  /** At most 100. */
  readonly issues: ReadonlyArray<RecordIssue>
}

type Guard = (value: unknown) => value is Message

const guards = new Map<string, Guard>(typeMessages.map((type) => [type, Schema.is(messageSchemas[type])]))
const unknownTypeGuard: Guard = Schema.is(UnknownTypeMessage)
const schemaOf = (type: string): Schema.ConstraintDecoder<Message> =>
  isKnownType(type) ? messageSchemas[type] : UnknownTypeMessage

const noIssues: ReadonlyArray<RecordIssue> = []

/** The digits that a strict reader accepts as an integer: no leading zero. */
const seconds = /^(0|[1-9]\d{0,11})$/

const withNumericTimestamp = (record: JsonObject): JsonObject => {
  const timestamp = record["timestamp"]
  return typeof timestamp === "string" && seconds.test(timestamp)
    ? { ...record, timestamp: Number(timestamp) }
    : record
}

/** From September 2001 to the year 9999; timestamps in seconds have fewer digits. */
const FIRST_MILLISECOND = 1_000_000_000_000
const LAST_MILLISECOND = 253_402_300_799_999
const milliseconds = /^[1-9]\d{12,14}$/

/** A timestamp in milliseconds as seconds; undefined if it is not one. */
const secondsOfMillis = (timestamp: unknown): number | undefined => {
  const millis = typeof timestamp === "string" && milliseconds.test(timestamp) ? Number(timestamp) : timestamp
  if (typeof millis !== "number" || !(millis >= FIRST_MILLISECOND && millis <= LAST_MILLISECOND))
    return undefined
  return Number.isInteger(millis) ? Math.floor(millis / 1000) : undefined
}

const withoutType = (record: JsonObject): DecodedRecord => {
  const { typeMessage, ...rest } = record
  const { message, setAside, issues } = repair<Message>({ ...rest, typeMessage: "" }, messageSchemas[""])
  if (typeMessage === undefined) {
    const detail = "the record has no `typeMessage`"
    return {
      message,
      setAside,
      isConverted: false,
      issues: [{ code: "missing_type_message", detail, raw: shownValue(record) }, ...issues]
    }
  }
  const detail = `\`typeMessage\` is ${kindOf(typeMessage)}`
  return {
    message,
    setAside: { ...setAside, typeMessage },
    isConverted: false,
    issues: [{ code: "missing_type_message", detail, raw: shownValue(typeMessage) }, ...issues]
  }
}

const decodeTyped = (record: JsonObject, type: string, isConverted: boolean): DecodedRecord => {
  const guard = guards.get(type) ?? unknownTypeGuard
  if (guard(record)) return { message: record, setAside: undefined, isConverted, issues: noIssues }
  const sent = withTextIds(record)
  return sent === record ? { ...repair(record, schemaOf(type)), isConverted } : decodeTyped(sent, type, true)
}

const decodeObject = (record: JsonObject): DecodedRecord => {
  const type = Object.hasOwn(record, "typeMessage") ? record["typeMessage"] : undefined
  if (typeof type !== "string") {
    const sent = withTextIds(record)
    return { ...withoutType(sent), isConverted: sent !== record }
  }
  const plain = withPlainIds(record)
  const decoded = decodeTyped(plain, type, plain !== record)
  if (decoded.message === undefined) return decoded
  if (type !== "pollUpdateMessage") {
    const more =
      type === "reactionMessage"
        ? reactionIssues(decoded.message, decoded.setAside)
        : senderIssues(decoded.message)
    return more.length === 0 ? decoded : { ...decoded, issues: [...decoded.issues, ...more] }
  }
  const { message, issues } = readPollUpdate(decoded.message, decoded.setAside)
  return issues.length === 0 && message === decoded.message
    ? decoded
    : {
        ...decoded,
        message,
        isConverted: decoded.isConverted || message !== decoded.message,
        issues: [...decoded.issues, ...issues]
      }
}

/** Decodes a record whose sender is nobody, such as `null@c.us`, as one without a sender. */
const withoutSender = ({ senderId, ...record }: JsonObject): DecodedRecord => {
  const decoded = decodeObject(record)
  const detail = "`senderId` is the id of nobody"
  return {
    ...decoded,
    setAside: { ...decoded.setAside, senderId },
    issues: [{ code: "field_type", detail, raw: shownValue(senderId) }, ...decoded.issues]
  }
}

const decodeSent = (record: JsonObject): DecodedRecord => {
  const { senderId } = record
  return typeof senderId === "string" && senderId !== "" && isOfNobody(senderId)
    ? withoutSender(record)
    : decodeObject(record)
}

/**
 * Decodes one record of a journal.
 *
 * Never fails and never throws: a value that is not an object has no message and one issue; a field of another
 * type than documented (`sendByApi: "yes"`) is set aside with an issue; unknown types and fields are kept.
 * A `timestamp` may be a text of digits, or in milliseconds, which is reported; ids may be integers.
 *
 * @example
 * ```ts
 * import { decodeRecord } from "@chatledger/core"
 *
 * const { message, setAside } = decodeRecord({ typeMessage: "textMessage", textMessage: "hello", sendByApi: "yes" })
 * // message: { typeMessage: "textMessage", textMessage: "hello" }, setAside: { sendByApi: "yes" }
 * ```
 */
export const decodeRecord = (value: unknown): DecodedRecord => {
  if (!Predicate.isObject(value))
    return {
      message: undefined,
      setAside: undefined,
      isConverted: false,
      issues: [{ code: "not_an_object", detail: `the record is ${kindOf(value)}`, raw: shownValue(value) }]
    }
  const record = withNumericTimestamp(value as JsonObject)
  const converted = secondsOfMillis(record["timestamp"])
  if (converted === undefined) return decodeSent(record)
  const decoded = decodeSent({ ...record, timestamp: converted })
  const detail = "`timestamp` is in milliseconds and is read as such"
  const raw = shownValue(record["timestamp"])
  const issue: RecordIssue = { code: "timestamp_in_milliseconds", detail, raw }
  return { ...decoded, issues: [...decoded.issues, issue], isConverted: true }
}

/** Decodes a parsed record; ids and issues keep all digits of numbers that JavaScript rounds. */
export const decodeParsed = ({ text, value }: Pick<ParsedRecord, "text" | "value">): DecodedRecord => {
  const decoded = decodeRecord(value)
  if (decoded.issues.length === 0 || !mayRound(text)) return decoded
  const { message, ...exact } = decodeRecord(parseExactly(text))
  return { ...exact, message: message && JSON.parse(JSON.stringify(message)) }
}
