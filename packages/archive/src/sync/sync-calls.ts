// The journals of calls, which are in beta: what is new in them becomes snapshots of kind `calls`.
//
// They are asked for after the journals of messages, under the same lock, by a window of their own: from the last time that
// each was fetched, which is in `locks/<instance_id>.calls`; without it, 30 days. A service that does not have them (403,
// 404, another refusal) is no fault. Gotcha: they claim no coverage of messages.
import { type Instance, JournalClient, type JournalError } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import type { Archive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import type { Evidence } from "../coverage/evidence.ts"
import { type Facts, snapshotId } from "../facts.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { BodyReading } from "./body-reader.ts"

const directions = ["incoming", "outgoing"] as const

/** Which calls: those that came in, or went out. */
export type CallDirection = (typeof directions)[number]

/** A reply of a journal of calls that was kept. */
export interface SyncedCallJournal {
  readonly direction: CallDirection
  readonly facts: Facts
  readonly summary: ReplySummary
}

/** What the journals of calls brought. */
export interface SyncedCalls {
  readonly journals: ReadonlyArray<SyncedCallJournal>
  /** Journals that the service does not give this instance. */
  readonly missing: ReadonlyArray<CallDirection>
  readonly failures: ReadonlyArray<{ readonly direction: CallDirection; readonly error: JournalError }>
}

const MINUTE_MILLIS = 60 * 1000
const FIRST_MINUTES = 30 * 24 * 60
/** A call is in the journal once it has ended, and some minutes after that. */
const MORE_MINUTES = 60

/** When each was fetched last, UNIX milliseconds. */
const State = Schema.Struct({
  incoming: Schema.optionalKey(Schema.Finite),
  outgoing: Schema.optionalKey(Schema.Finite)
})
const decode = Schema.decodeUnknownOption(Schema.fromJsonString(State))

const pathOf = (archive: Archive, instanceId: string) =>
  Effect.map(Path.Path, (paths) => paths.join(archive.path, "locks", `${instanceId}.calls`))

const readState = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const text = yield* Effect.option(fs.readFileString(path))
  return Option.getOrElse(Option.flatMap(text, decode), (): typeof State.Type => ({}))
})

/** The window that follows a fetch: also of one that a clock ahead of its time has noted. */
const minutesSince = (last: number | undefined, now: number): number =>
  last === undefined || last > now
    ? FIRST_MINUTES
    : Math.min(FIRST_MINUTES, Math.ceil((now - last) / MINUTE_MILLIS) + MORE_MINUTES)

const methods = { incoming: "lastIncomingCalls", outgoing: "lastOutgoingCalls" } as const

const isMissing = ({ _tag }: JournalError): boolean => _tag === "Refused" || _tag === "WrongInstance"

const fetch = Effect.fnUntraced(function* (
  archive: Archive,
  instance: Instance,
  direction: CallDirection,
  minutes: number,
  evidence: Evidence,
  program: string
) {
  const client = yield* JournalClient
  const { read } = yield* BodyReading
  const reply = yield* client[methods[direction]](instance, { minutes, reader: () => ({ end: read }) })
  const { summary, sha256 } = reply.read
  const facts: Facts = {
    version: 1,
    // Part 1: an empty journal of messages, asked for in the same millisecond, has the same name otherwise.
    snapshot_id: snapshotId({ requestedAt: reply.requestedAt, journal: direction, part: 1, sha256 }),
    instance_id: instance.idInstance,
    journal: direction,
    kind: "calls",
    origin: "sync",
    requested_at: reply.requestedAt.toISOString(),
    requested_at_is_guess: false,
    duration_ms: reply.durationMillis,
    minutes,
    server_date: reply.serverDate ?? null,
    status: reply.status,
    byte_count: reply.body.length,
    sha256,
    record_count: summary.recordCount,
    oldest_timestamp: summary.oldestTimestamp ?? null,
    newest_timestamp: summary.newestTimestamp ?? null,
    source: null,
    evidence: { ...evidence },
    program
  }
  yield* commitSnapshot(archive, facts, reply.body)
  return { direction, facts, summary } satisfies SyncedCallJournal
})

/** Fetches what is new of both; to be done while the lock of the instance is held. Fails with `ArchiveNotWritable`. */
export const syncCalls = Effect.fnUntraced(function* (
  archive: Archive,
  instance: Instance,
  evidence: Evidence,
  program: string
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* pathOf(archive, instance.idInstance)
  const before = yield* readState(path)
  const now = yield* Clock.currentTimeMillis
  const journals: Array<SyncedCallJournal> = []
  const missing: Array<CallDirection> = []
  const failures: Array<SyncedCalls["failures"][number]> = []
  for (const direction of directions) {
    const minutes = minutesSince(before[direction], now)
    const result = yield* Effect.result(fetch(archive, instance, direction, minutes, evidence, program))
    if (result._tag === "Success") journals.push(result.success)
    else if (result.failure._tag === "ArchiveNotWritable") return yield* result.failure
    else if (isMissing(result.failure)) missing.push(direction)
    else failures.push({ direction, error: result.failure })
  }
  if (journals.length > 0) {
    const times = Object.fromEntries(journals.map(({ direction }) => [direction, now]))
    yield* Effect.ignore(fs.writeFileString(path, JSON.stringify({ ...before, ...times }), { mode: 0o600 }))
  }
  return { journals, missing, failures } satisfies SyncedCalls
})
