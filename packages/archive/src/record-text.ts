// The text of one record: parsed, and mended where a strict reader would refuse it.
//
// Mending turns half surrogate pairs and bytes that are not UTF-8 into U+FFFD and escapes raw control
// characters; each is reported. Of a field that stands twice the last one counts, as in `JSON.parse`.
// What cannot be mended is reported and has no value. Gotcha: a range of bytes is read, so call it before
// the splitter goes on.

import { Buffer } from "node:buffer"
import type { RecordIssue, RecordSource } from "@chatledger/core"
import { isWellFormed } from "./exact-json.ts"

export interface ParsedRecord {
  /** Undefined if the text is no JSON. */
  readonly value: unknown
  /** The text that was parsed. */
  readonly text: string
  /** True if the bytes of the record can be given to a strict reader as they are. */
  readonly isVerbatim: boolean
  readonly issues: ReadonlyArray<RecordIssue>
}

const RAW_CHARACTERS_KEPT = 65_536
const none: ReadonlyArray<RecordIssue> = []
const fatal = new TextDecoder("utf-8", { fatal: true })

/** What is shown of something set aside: at most 65,536 characters, never half a pair. */
export const shown = (raw: string): string =>
  (raw.length > RAW_CHARACTERS_KEPT ? `${raw.slice(0, RAW_CHARACTERS_KEPT)}…` : raw).toWellFormed()

/** Members of all objects in a parsed value: fewer than its text has if a field stands twice. */
const countMembers = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0
  let count = 0
  if (Array.isArray(value)) for (const item of value) count += countMembers(item)
  else
    for (const name in value) {
      const held: unknown = Reflect.get(value, name)
      count += typeof held === "object" ? 1 + countMembers(held) : 1
    }
  return count
}

/** Escapes raw control characters inside texts; those between members are blanks of JSON. */
const mendControls = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\[\s\S])*"?/g, (quoted) =>
    quoted.replace(
      /[^\u0020-\uffff]/g,
      (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`
    )
  )

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    fatal.decode(bytes)
    return true
  } catch {
    return false
  }
}

const refused = (code: RecordIssue["code"], detail: string, text: string): ParsedRecord => ({
  value: undefined,
  text,
  isVerbatim: false,
  issues: [{ code, detail, raw: shown(text) }]
})

/** The message of `JSON.parse` without the text that it quotes: chat text belongs in no error. */
const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  const position = /position \d+/.exec(message)?.[0]
  const kind =
    /^(Unexpected end of JSON input|Unterminated string|Bad control character|Bad escaped character|Expected [^ ]+( or '.')?)/.exec(
      message
    )?.[0] ?? "Unexpected character"
  return position === undefined ? kind : `${kind} at ${position}`
}

/** Parses the record that a splitter has just found. */
export const parseRecord = (source: RecordSource): ParsedRecord => {
  const { bytes, start, end } = source
  let text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8")
  if (start === end) return refused("missing_record", "nothing stands between two commas", "")
  if (source.isTooLarge) return refused("record_too_large", "the record is larger than 64 MiB", text)
  if (source.isTooDeep) return refused("too_deep", "the record nests deeper than 512 levels", text)
  if (source.isCut) return refused("reply_is_cut", "the reply ends inside this record", text)
  let issues = none
  const report = (code: RecordIssue["code"], detail: string) => {
    issues = [...issues, { code, detail, raw: shown(text) }]
  }
  if (text.includes("\ufffd") && !isUtf8(bytes.subarray(start, end)))
    report("invalid_utf8", "the record has bytes that are not UTF-8; they are shown as U+FFFD")
  if (source.hasRawControl) {
    report("raw_control_character", "a text of the record has a control character that is not escaped")
    text = mendControls(text)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refused("not_json", `the record is not JSON: ${reasonOf(error)}`, text)
  }
  if (source.hasSurrogateEscape && !isWellFormed(value))
    report("lone_surrogate", "a text of the record has half of a surrogate pair; it is shown as U+FFFD")
  if (countMembers(value) !== source.members)
    report("duplicate_key", "an object of the record names a field twice")
  return { value, text, isVerbatim: issues === none, issues }
}
