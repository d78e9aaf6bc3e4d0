// Results of file downloads: the records of a snapshot of the journal `media`, one per message.
//
// They are evidence: the message, the URL, the time, and the response. They never contain the query of a URL,
// which may be signed, or the token. A stored file is identified by the sha256 of its bytes.
import * as Crypto from "node:crypto"
import * as Schema from "effect/Schema"
import { type Facts, snapshotId } from "../facts.ts"

/** The result of a download; `kept`: the file is in the archive. */
export const mediaStatuses = [
  "kept",
  "expired",
  "no_link",
  "failed",
  "refused_host",
  "refused_address",
  "refused_scheme",
  "refused_redirect",
  "too_large",
  "wrong_length",
  "wrong_type",
  "encoded"
] as const

/** The result of a download. */
export type MediaStatus = (typeof mediaStatuses)[number]

const WholeNumber = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The schema of one record; unknown fields are ignored. */
export const MediaFact = Schema.Struct({
  chatId: Schema.String,
  idMessage: Schema.String,
  status: Schema.Literals(mediaStatuses),
  /** When the download ended, such as `2024-01-29T10:15:30.123Z`. */
  at: Schema.String,
  /** Without query, user and fragment; null if there was none. */
  url: Schema.NullOr(Schema.String),
  /** HTTP status of the last reply. */
  httpStatus: Schema.NullOr(WholeNumber),
  /** The `Content-Type` of the file. */
  type: Schema.NullOr(Schema.String),
  /** Size of the stored file in bytes; the promised size if it is too large. */
  length: Schema.NullOr(WholeNumber),
  /** sha256 of the stored file, 64 hexadecimal digits. */
  sha256: Schema.NullOr(Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)))
})

/** The result of a file download. */
export interface MediaFact extends Schema.Schema.Type<typeof MediaFact> {}

const isFact = Schema.is(MediaFact)

/** The body of a download snapshot: a JSON array with one record per line. */
export const mediaBody = (facts: ReadonlyArray<MediaFact>): Uint8Array =>
  new TextEncoder().encode(`[${facts.map((fact) => JSON.stringify(fact)).join(",\n")}]\n`)

/** The download results in a body; empty if it is invalid. */
export const readMedia = (body: Uint8Array): ReadonlyArray<MediaFact> => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return Array.isArray(value) ? value.filter(isFact) : []
  } catch {
    return []
  }
}

/** The facts of a download snapshot. */
export const mediaSnapshotFacts = (
  instanceId: string,
  body: Uint8Array,
  count: number,
  at: Date,
  program: string
): Facts => {
  const sha256 = Crypto.hash("sha256", body)
  return {
    version: 1,
    snapshot_id: snapshotId({ requestedAt: at, journal: "media", part: 0, sha256 }),
    instance_id: instanceId,
    journal: "media",
    origin: "sync",
    requested_at: at.toISOString(),
    requested_at_is_guess: false,
    minutes: null,
    server_date: null,
    status: null,
    byte_count: body.length,
    sha256,
    record_count: count,
    oldest_timestamp: null,
    newest_timestamp: null,
    source: null,
    evidence: null,
    program
  }
}

/** A URL as evidence: without signature, credentials, or the token of an instance. */
export const shownUrl = (url: URL, token: string): string => {
  const shown = `${url.protocol}//${url.host}${url.pathname}`
  return token === "" ? shown : shown.replaceAll(token, "…").replaceAll(encodeURIComponent(token), "…")
}
