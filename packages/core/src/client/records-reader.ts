// Decodes the records of a reply as it arrives, and checks that the body is one complete array.
//
// Every record must be JSON, otherwise the body is flawed, and is asked for again; if it stays so, its other records are
// usable. Fields that do not fit are issues of their record.
import { type DecodedRecord, decodeParsed } from "../decode.ts"
import type { RecordIssue } from "../issue.ts"
import { RecordSplitter } from "../record-splitter.ts"
import { parseRecord } from "../record-text.ts"
import type { BodyEnd, BodyReader } from "./body.ts"
import type { BodyReason } from "./call-reason.ts"

/** A record of a reply, in reply order. */
export interface ReplyRecord extends DecodedRecord {
  /** The source text; repaired, with an issue, if a strict reader would refuse it. */
  readonly text: string
}

/** Issues that make the body invalid as an array of JSON values. */
const breaks = new Set<RecordIssue["code"]>(["not_json", "missing_record", "reply_is_cut"])

/** Why a body with this end is not a complete array; undefined if it is. */
export const flawOf = (
  end: {
    readonly format: "array" | "ndjson" | "empty"
    readonly isClosed: boolean
    readonly hasBytesAfter: boolean
  },
  firstBroken: number | undefined
): BodyReason | undefined => {
  if (end.format === "empty") return { code: "body_empty" }
  if (end.format === "ndjson") return { code: "not_array" }
  if (!end.isClosed) return { code: "body_cut" }
  if (end.hasBytesAfter) return { code: "body_follows_array" }
  return firstBroken === undefined ? undefined : { code: "record_not_json", position: firstBroken + 1 }
}

/** True if a record with these issues makes the body invalid JSON. */
export const isBroken = (issues: ReadonlyArray<RecordIssue>): boolean =>
  issues.some(({ code }) => breaks.has(code))

/** Ten times what the service returns; decoded records take several times the bytes of their text. */
const MOST_RECORDS = 100_000

/** Collects the records of a reply, at most 100,000. */
export const recordsReader = () => {
  const records: Array<ReplyRecord> = []
  let firstBroken: number | undefined
  const splitter = new RecordSplitter((source) => {
    const parsed = parseRecord(source)
    const { value, text, issues } = parsed
    if (isBroken(issues)) firstBroken ??= records.length
    const decoded =
      value === undefined
        ? { message: undefined, setAside: undefined, isConverted: false, issues: [] }
        : decodeParsed(parsed)
    records.push({ ...decoded, text, issues: [...issues, ...decoded.issues] })
  })
  return {
    push: (chunk: Uint8Array) => splitter.push(chunk),
    hopeless: (): BodyReason | undefined =>
      records.length > MOST_RECORDS ? { code: "too_many_records", most: MOST_RECORDS } : undefined,
    end: (): BodyEnd<ReadonlyArray<ReplyRecord>> => {
      const { format, isClosed, bytesAfterAt } = splitter.end()
      const flaw = flawOf({ format, isClosed, hasBytesAfter: bytesAfterAt !== undefined }, firstBroken)
      if (flaw === undefined) return { read: records }
      const readable = records.filter(({ message }) => message !== undefined).length
      return flaw.code === "record_not_json" && readable > 0
        ? { flaw, usable: { read: records, records: readable } }
        : { flaw }
    }
  } satisfies BodyReader<ReadonlyArray<ReplyRecord>>
}

/** Reads a small JSON value with a decoder that returns undefined if it does not fit. */
export const jsonReader = <A>(decode: (value: unknown) => A | undefined): BodyReader<A> => {
  const decoder = new TextDecoder()
  let text = ""
  const parsed = (): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }
  return {
    push: (chunk) => {
      text += decoder.decode(chunk, { stream: true })
    },
    end: () => {
      const read = decode(parsed())
      return read === undefined ? { flaw: { code: "not_expected_object" } } : { read }
    }
  }
}
