// The journals of calls (beta): new records become snapshots of kind `calls`.
//
// Requested after the message journals, under the same lock, with a window of their own: since the last fetch of
// each, stored in `locks/<instance_id>.calls`, or 30 days. A service without them (403, 404, another refusal) is
// not an error. Gotcha: they claim no coverage of messages.
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
import type { Facts } from "../facts.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { BodyReading } from "./body-reader.ts"
import { factsOfReply } from "./facts-of-reply.ts"

const directions = ["incoming", "outgoing"] as const

/** Incoming or outgoing calls. */
export type CallDirection = (typeof directions)[number]

/** A stored reply of a call journal. */
export interface SyncedCallJournal {
  readonly direction: CallDirection
  readonly facts: Facts
  readonly summary: ReplySummary
}

/** The result for the call journals. */
export interface SyncedCalls {
  readonly journals: ReadonlyArray<SyncedCallJournal>
  /** Journals that the service does not provide for this instance. */
  readonly missing: ReadonlyArray<CallDirection>
  readonly failures: ReadonlyArray<{ readonly direction: CallDirection; readonly error: JournalError }>
}

const MINUTE_MILLIS = 60 * 1000
const FIRST_MINUTES = 30 * 24 * 60
/** A call appears in the journal only some minutes after it has ended. */
const MORE_MINUTES = 60

/** Time of the last fetch of each, UNIX milliseconds. */
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

/** The window since a fetch, also if its time is in the future because a clock was ahead. */
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
  const { summary } = reply.read
  // Part 1, to differ from an empty message journal requested in the same millisecond.
  const facts = factsOfReply(reply, {
    journal: direction,
    kind: "calls",
    part: 1,
    minutes,
    evidence: { ...evidence },
    program
  })
  yield* commitSnapshot(archive, facts, reply.body)
  return { direction, facts, summary } satisfies SyncedCallJournal
})

/** Fetches new calls of both journals; call it under the instance's lock. Fails with `ArchiveNotWritable`. */
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
