// What became of the download of a file: the records of a snapshot of the journal `media`, one a message.
//
// They are evidence: which message, which address, when, and what was answered. Never in them: the query of an address,
// which may sign it, and the token. A file that was kept is named by the sha256 of its bytes.
import * as Crypto from "node:crypto"
import * as Schema from "effect/Schema"
import { type Facts, snapshotId } from "../facts.ts"

/** How a download ended; `kept`: the file is in the archive. */
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

/** How a download ended. */
export type MediaStatus = (typeof mediaStatuses)[number]

const WholeNumber = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The schema of one record; fields that it does not know are ignored. */
export const MediaFact = Schema.Struct({
  chatId: Schema.String,
  idMessage: Schema.String,
  status: Schema.Literals(mediaStatuses),
  /** When it ended, as `2024-01-29T10:15:30.123Z`. */
  at: Schema.String,
  /** Without query, user and fragment; null where there was none. */
  url: Schema.NullOr(Schema.String),
  /** Of the last reply. */
  httpStatus: Schema.NullOr(WholeNumber),
  /** The `Content-Type` of the file. */
  type: Schema.NullOr(Schema.String),
  /** Bytes of the file that was kept; of one that is too large, what was promised. */
  length: Schema.NullOr(WholeNumber),
  /** Of a file that was kept, 64 hexadecimal digits. */
  sha256: Schema.NullOr(Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)))
})

/** What became of the download of a file. */
export interface MediaFact extends Schema.Schema.Type<typeof MediaFact> {}

const isFact = Schema.is(MediaFact)

/** The body of a snapshot of downloads: a JSON array, one record a line. */
export const mediaBody = (facts: ReadonlyArray<MediaFact>): Uint8Array =>
  new TextEncoder().encode(`[${facts.map((fact) => JSON.stringify(fact)).join(",\n")}]\n`)

/** The downloads that a body tells of; empty for what is not one. */
export const readMedia = (body: Uint8Array): ReadonlyArray<MediaFact> => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return Array.isArray(value) ? value.filter(isFact) : []
  } catch {
    return []
  }
}

/** The facts of a snapshot of downloads. */
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

/** An address as evidence: without what may sign it or log in, and without the token of an instance. */
export const shownUrl = (url: URL, token: string): string => {
  const shown = `${url.protocol}//${url.host}${url.pathname}`
  return token === "" ? shown : shown.replaceAll(token, "…").replaceAll(encodeURIComponent(token), "…")
}
