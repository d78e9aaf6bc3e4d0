// The states of an instance that its notifications reported (`stateInstanceChanged`), read from its snapshots.
//
// Reads only new snapshots, unless one came between others or was removed: then all. Gotcha: a damaged snapshot tells
// nothing, and all are read again until it can be read.
import * as Effect from "effect/Effect"
import { NotificationReader } from "../notifications/notification-reader.ts"
import { SequentialReader } from "../sequential-reader.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { digestOf } from "./digest.ts"
import { type StateTimes, withReported } from "./states.ts"

/** The reported states, and the snapshots that contain them. */
export interface ReportedStates {
  readonly snapshotCount: number
  /** Digest of their ids; empty if one is damaged. */
  readonly digest: string
  readonly times: StateTimes
}

export const nothingReported: ReportedStates = { snapshotCount: 0, digest: digestOf([]), times: [] }

const TYPE = "stateInstanceChanged"
const typeBytes = Buffer.from(TYPE)

/** Looks for the type in a body, chunk by chunk: few notifications are of states. */
const typeSearch = () => {
  let before = Buffer.alloc(0)
  let isFound = false
  return {
    push: (chunk: Uint8Array) => {
      const joined = Buffer.concat([before, chunk])
      isFound ||= joined.includes(typeBytes)
      before = joined.subarray(-typeBytes.length + 1)
    },
    isFound: () => isFound
  }
}

/** Adds the states in the body of one snapshot; entries of other instances are ignored. */
const statesIn = (instanceId: string, times: StateTimes) => {
  let reported = times
  const reader = new NotificationReader(({ decoded: one }) => {
    const { idInstance = instanceId, timestamp = 0 } = one
    if (one.kind !== "state" || one.stateInstance === undefined) return
    if (idInstance === instanceId && timestamp > 0)
      reported = withReported(reported, timestamp * 1000, one.stateInstance)
  })
  return {
    push: (chunk: Uint8Array) => reader.push(chunk),
    end: () => {
      reader.end()
      return reported
    }
  }
}

/** The states that the notifications of an instance reported; `known` is what an earlier call returned. */
export const readReportedStates = Effect.fnUntraced(function* (
  instanceId: string,
  refs: ReadonlyArray<SnapshotRef>,
  known: ReportedStates
) {
  const ids = refs.map(({ snapshotId }) => snapshotId)
  const isPrefix = digestOf(ids.slice(0, known.snapshotCount)) === known.digest
  const fresh = isPrefix ? refs.slice(known.snapshotCount) : refs
  if (isPrefix && fresh.length === 0) return known
  let { times } = isPrefix ? known : nothingReported
  let isWhole = true
  const reader = new SequentialReader()
  for (const ref of fresh) {
    const read = (push: (chunk: Uint8Array) => void) =>
      Effect.option(reader.read(ref, (chunk) => Effect.sync(() => push(chunk))))
    const search = typeSearch()
    if ((yield* read(search.push))._tag === "None") isWhole = false
    else if (search.isFound()) {
      const states = statesIn(instanceId, times)
      yield* read(states.push)
      times = states.end()
    }
  }
  return { snapshotCount: refs.length, digest: isWhole ? digestOf(ids) : "", times } satisfies ReportedStates
})
