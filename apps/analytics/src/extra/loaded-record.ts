// A record as it is loaded: its own bytes or a text in place of them, and its `extra`.
//
// The bytes do where a strict reader takes them, and finds in them nothing under a documented name but what is documented.
import type { ReadRecord } from "@chatledger/archive"
import {
  type DecodedRecord,
  decodeRecord,
  mayRound,
  merged,
  type ParsedRecord,
  parseExactly,
  toWellFormed
} from "@chatledger/core"
import { documentedOf, extraOf, hasDocumentedName } from "./extra.ts"

/** What is loaded of a record beside its place. */
export interface LoadedRecord {
  /** Strict JSON of the message, where the bytes themselves are not fit to be read again; undefined where they are. */
  readonly mendedText: string | undefined
  /** Strict JSON of the fields that no column contains; undefined if none. */
  readonly extra: string | undefined
}

const asSent: LoadedRecord = { mendedText: undefined, extra: undefined }

/** JSON text that any strict reader takes. */
const strictText = (value: unknown, { isWellFormed }: ParsedRecord): string =>
  JSON.stringify(isWellFormed ? value : toWellFormed(value))

/** A record with something to set apart: what its type documents, and what it does not. */
const setApart = (
  parsed: ParsedRecord,
  { message, setAside, isConverted }: DecodedRecord,
  unknown: ReturnType<typeof extraOf>
): LoadedRecord => {
  if (message === undefined) return asSent
  const extra = setAside === undefined ? unknown : merged(unknown, setAside)
  const isFit =
    parsed.isVerbatim &&
    setAside === undefined &&
    !isConverted &&
    (unknown === undefined || !hasDocumentedName(unknown, message.typeMessage))
  return {
    mendedText: isFit ? undefined : strictText(documentedOf(message, unknown ?? {}), parsed),
    extra: extra === undefined ? undefined : strictText(extra, parsed)
  }
}

/** What is loaded of a record that was read; nothing of one that is no message. */
export const loadedRecord = ({ parsed, decoded }: Pick<ReadRecord, "parsed" | "decoded">): LoadedRecord => {
  if (decoded?.message === undefined) return asSent
  const unknown = extraOf(decoded.message)
  const isAsSent = parsed.isVerbatim && !decoded.isConverted
  if (isAsSent && decoded.setAside === undefined && unknown === undefined) return asSent
  if (!mayRound(parsed.text)) return setApart(parsed, decoded, unknown)
  const exact = decodeRecord(parseExactly(parsed.text))
  return setApart(parsed, exact, extraOf(exact.message ?? {}))
}
