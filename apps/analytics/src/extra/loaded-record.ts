// A record as it is loaded: its own bytes, or replacement text, and its `extra`.
//
// The bytes are used if a strict parser accepts them, and finds only documented values under documented names.
import type { ReadRecord } from "@chatledger/archive"
import { type DecodedRecord, decodeRecord } from "@chatledger/core"
import { mayRound, merged, type ParsedRecord, parseExactly, toWellFormed } from "@chatledger/core/internal"
import { documentedOf, extraOf, hasDocumentedName } from "./extra.ts"

/** The content to load of a record, besides its place. */
export interface LoadedRecord {
  /** Strict JSON of the message, if the bytes cannot be parsed again; undefined if they can. */
  readonly mendedText: string | undefined
  /** Strict JSON of the fields that no column contains; undefined if none. */
  readonly extra: string | undefined
}

const asSent: LoadedRecord = { mendedText: undefined, extra: undefined }

/** JSON text that any strict parser accepts. */
const strictText = (value: unknown, { isWellFormed }: ParsedRecord): string =>
  JSON.stringify(isWellFormed ? value : toWellFormed(value))

/** Splits a record into what its type documents and the rest. */
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

/** The content to load of a parsed record; none if it is not a message. */
export const loadedRecord = ({ parsed, decoded }: Pick<ReadRecord, "parsed" | "decoded">): LoadedRecord => {
  if (decoded?.message === undefined) return asSent
  const unknown = extraOf(decoded.message)
  const isAsSent = parsed.isVerbatim && !decoded.isConverted
  if (isAsSent && decoded.setAside === undefined && unknown === undefined) return asSent
  if (!mayRound(parsed.text)) return setApart(parsed, decoded, unknown)
  const exact = decodeRecord(parseExactly(parsed.text))
  return setApart(parsed, exact, extraOf(exact.message ?? {}))
}
