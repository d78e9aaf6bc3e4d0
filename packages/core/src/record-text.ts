// Parses the text of one record, and repairs it where a strict reader would refuse it.
//
// Lone surrogates and invalid UTF-8 become U+FFFD, and raw control characters are escaped; each repair is
// reported. Of a duplicate field the last one counts, as in `JSON.parse`. What cannot be repaired is reported
// and has no value. Gotcha: call it before the splitter continues, since it reads the splitter's bytes.
import { isWellFormed } from "./exact-json.ts"
import { type IssueCode, issueCodes, type RecordIssue, shown } from "./issue.ts"
import type { RecordSource } from "./record-source.ts"

/** A record as a JSON value, or why it is not one. */
export interface ParsedRecord {
  /** Undefined if the text is not JSON. */
  readonly value: unknown
  /** The text that was parsed. */
  readonly text: string
  /** True if a strict reader accepts the bytes of the record unchanged. */
  readonly isVerbatim: boolean
  /** False if a string or a field name of the value has a lone surrogate. */
  readonly isWellFormed: boolean
  readonly issues: ReadonlyArray<RecordIssue>
}

const noIssues: ReadonlyArray<RecordIssue> = []
const lenient = new TextDecoder("utf-8", { ignoreBOM: true })
const fatal = new TextDecoder("utf-8", { fatal: true })

/** Number of members of all objects in a value: fewer than in its text if a field is duplicate. */
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

/** Escapes raw control characters inside strings; between members they are JSON whitespace. */
const mendControls = (text: string): string => {
  let mended = ""
  let from = 0
  let isInText = false
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (isInText && code < 0x20) {
      mended += `${text.slice(from, i)}\\u${code.toString(16).padStart(4, "0")}`
      from = i + 1
    } else if (code === 0x22) isInText = !isInText
    else if (isInText && code === 0x5c) i += 1
  }
  return mended + text.slice(from)
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    fatal.decode(bytes)
    return true
  } catch {
    return false
  }
}

const refused = (code: IssueCode, text: string, detail: string = issueCodes[code].meaning): ParsedRecord => ({
  value: undefined,
  text,
  isVerbatim: false,
  isWellFormed: true,
  issues: [{ code, detail, raw: shown(text) }]
})

/** The message of `JSON.parse` without quoted text: errors must not contain chat text. */
const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  if (message.startsWith("Unexpected token")) return "unexpected character"
  if (message.startsWith("Unexpected end")) return "unexpected end"
  const [, what, where] = /^(.*?) (?:in|after) JSON( at position \d+)?/.exec(message) ?? []
  return `${what ?? "unexpected character"}${where ?? ""}`
}

/** Parses the record that a splitter has just found. */
export const parseRecord = (source: RecordSource): ParsedRecord => {
  const { bytes, start, end } = source
  let text = lenient.decode(bytes.subarray(start, end))
  if (start === end) return refused("missing_record", "")
  if (source.isTooLarge) return refused("record_too_large", text)
  if (source.isTooDeep) return refused("too_deep", text)
  if (source.isCut) return refused("reply_is_cut", text, "the reply ends inside this record")
  let issues = noIssues
  const report = (code: IssueCode, detail: string) => {
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
    return refused("not_json", text, `the record is not JSON: ${reasonOf(error)}`)
  }
  const hasHalfPair = source.hasSurrogateEscape && !isWellFormed(value)
  if (hasHalfPair)
    report("lone_surrogate", "a text of the record has half of a surrogate pair; it is shown as U+FFFD")
  if (countMembers(value) !== source.members)
    report("duplicate_key", "an object of the record names a field twice")
  return { value, text, isVerbatim: issues === noIssues, isWellFormed: !hasHalfPair, issues }
}
