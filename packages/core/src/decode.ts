// From any JSON value to a message and what did not fit: a total function.
//
// A value that fits its schema is answered as it is, not copied. A field that does not fit is taken out of
// the message and reported; the rest of the record stays. Nothing here throws, whatever the value.
// Gotcha: the schema of the record's type is asked, not the union `Message`, which says the same more slowly.
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { RecordIssue } from "./issue.ts"
import { isKnownType, type Message } from "./message.ts"
import { messageSchemas, typeMessages, UnknownTypeMessage } from "./message-types.ts"
import { type JsonObject, kindOf, repair, show } from "./repair.ts"

/** A decoded record: its message, unless it is no object, and every field that did not fit. */
export interface DecodedRecord {
  readonly message: Message | undefined
  /** Fields taken out of the message because they did not fit, with their objects around them. */
  readonly setAside: Readonly<Record<string, unknown>> | undefined
  readonly issues: ReadonlyArray<RecordIssue>
}

type Guard = (value: unknown) => value is Message

const guards = new Map<string, Guard>(typeMessages.map((type) => [type, Schema.is(messageSchemas[type])]))
const unknownTypeGuard: Guard = Schema.is(UnknownTypeMessage)
const schemaOf = (type: string): Schema.ConstraintDecoder<Message> =>
  isKnownType(type) ? messageSchemas[type] : UnknownTypeMessage

const noIssues: ReadonlyArray<RecordIssue> = []

/** Distinct ids that a poll update names, over all options. */
const votersNamed = (record: JsonObject): number => {
  const data = record["pollMessageData"]
  const votes = Predicate.isObject(data) ? Reflect.get(data, "votes") : undefined
  if (!Array.isArray(votes)) return 0
  const named = votes.flatMap((vote) => (Array.isArray(vote?.optionVoters) ? vote.optionVoters : []))
  return new Set(named.map((voter) => (Predicate.isObject(voter) ? Reflect.get(voter, "voterWid") : voter)))
    .size
}

const numericTimestamp = (record: JsonObject): JsonObject => {
  const timestamp = record["timestamp"]
  return typeof timestamp === "string" && /^\d{1,12}$/.test(timestamp)
    ? { ...record, timestamp: Number(timestamp) }
    : record
}

/**
 * Decodes one record of a journal.
 *
 * Never fails and never throws: a value that is no object has no message and one issue; a field of another
 * type than documented (`sendByApi: "yes"`) is set aside with an issue; unknown types and fields are kept.
 * A numeric `timestamp` may be sent as text.
 */
export const decodeRecord = (value: unknown): DecodedRecord => {
  if (!Predicate.isObject(value))
    return {
      message: undefined,
      setAside: undefined,
      issues: [{ code: "not_an_object", detail: `the record is ${kindOf(value)}`, raw: show(value) }]
    }
  const record = numericTimestamp(value as JsonObject)
  const type = record["typeMessage"]
  if (typeof type !== "string") {
    const { typeMessage, ...rest } = record
    const repaired = repair<Message>({ ...rest, typeMessage: "" }, messageSchemas[""])
    const issue: RecordIssue = {
      code: "missing_type_message",
      detail: "the record has no `typeMessage`",
      raw: show(record)
    }
    return {
      message: repaired.message,
      setAside: typeMessage === undefined ? repaired.setAside : { ...repaired.setAside, typeMessage },
      issues: [issue, ...repaired.issues]
    }
  }
  const guard = guards.get(type) ?? unknownTypeGuard
  const decoded: DecodedRecord = guard(record)
    ? { message: record, setAside: undefined, issues: noIssues }
    : repair(record, schemaOf(type))
  if (type !== "pollUpdateMessage" || votersNamed(record) < 2) return decoded
  const issue: RecordIssue = {
    code: "poll_update_names_several_voters",
    detail: `the update names ${votersNamed(record)} voters and is read as a tally`,
    raw: null
  }
  return { ...decoded, issues: [...decoded.issues, issue] }
}
