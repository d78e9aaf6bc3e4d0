// Stores a received notification as a snapshot before it is acknowledged.
//
// The notification names its instance. The service repeats unacknowledged ones: this process recognises the bodies
// that it has stored, and the tables count other repetitions once. Nothing here sends a response.
import * as Crypto from "node:crypto"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Archive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import { type Facts, isInstanceId, snapshotId } from "../facts.ts"
import { NotificationReader, type ReadNotification } from "./notification-reader.ts"

/** Why a body is not stored: not a notification, several, without an instance, or of an unexpected instance. */
export type NotKept = "no_notification" | "no_instance" | "other_instance"

/** A body that is not stored; sending it again gives the same result. */
export class NotificationRefused extends Data.TaggedError("NotificationRefused")<{
  readonly reason: NotKept
}> {
  readonly isRetryable = false
  override get message() {
    return `the notification is not kept: ${this.reason}`
  }
}

/** Where received notifications are stored. */
export interface ReceiveOptions {
  readonly archive: Archive
  /** The instance of a notification that names none; default: it is refused. */
  readonly instanceId?: string | undefined
  /** Expected instances; default: any. */
  readonly instances?: ReadonlySet<string> | undefined
  /** Name and version of the program, for the facts. */
  readonly program: string
}

/** A stored notification. */
export interface Received {
  readonly instanceId: string
  readonly typeWebhook: string
  /** True if this process has stored the same body before. */
  readonly isKnown: boolean
}

const MOST_KNOWN = 10_000

const only = (body: Uint8Array) => {
  const found: Array<ReadNotification> = []
  let others = 0
  const reader = new NotificationReader(
    (one) => found.push(one),
    () => {
      others += 1
    }
  )
  reader.push(body)
  const { summary } = reader.end()
  const [one] = found
  return one !== undefined && found.length === 1 && others === 0 ? { one, summary } : undefined
}

/**
 * Makes a function that stores one body; it completes once the body survives a power cut.
 *
 * Fails with `NotificationRefused`, and with `ArchiveNotWritable`: the service must then send it again.
 */
export const receiver = ({ archive, instanceId, instances, program }: ReceiveOptions) => {
  const known = new Set<string>()
  return Effect.fnUntraced(function* (body: Uint8Array) {
    const read = only(body)
    if (read === undefined) return yield* new NotificationRefused({ reason: "no_notification" })
    const { one, summary } = read
    const { idInstance = instanceId, typeWebhook } = one.decoded
    if (idInstance === undefined || !isInstanceId(idInstance))
      return yield* new NotificationRefused({ reason: "no_instance" })
    if (instances !== undefined && !instances.has(idInstance))
      return yield* new NotificationRefused({ reason: "other_instance" })
    const sha256 = Crypto.hash("sha256", body)
    const place = `${idInstance} ${sha256}`
    const received = { instanceId: idInstance, typeWebhook }
    if (known.has(place)) return { ...received, isKnown: true } satisfies Received
    const requestedAt = new Date(yield* Clock.currentTimeMillis)
    const facts: Facts = {
      version: 1,
      snapshot_id: snapshotId({ requestedAt, journal: "notifications", part: 0, sha256 }),
      instance_id: idInstance,
      journal: "notifications",
      origin: "sync",
      requested_at: requestedAt.toISOString(),
      requested_at_is_guess: false,
      minutes: null,
      server_date: null,
      status: null,
      byte_count: body.length,
      sha256,
      record_count: 1,
      oldest_timestamp: summary.oldestTimestamp ?? null,
      newest_timestamp: summary.newestTimestamp ?? null,
      source: null,
      evidence: null,
      program
    }
    yield* commitSnapshot(archive, facts, body)
    if (known.size >= MOST_KNOWN) known.clear()
    known.add(place)
    return { ...received, isKnown: false } satisfies Received
  })
}
