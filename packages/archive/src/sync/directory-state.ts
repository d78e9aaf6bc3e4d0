// Request times of the parts of the directory: `locks/<instance_id>.directory`, JSON.
//
// Read and written under the lock of the instance. May be lost: everything is then requested again. An empty or
// broken list is requested once more after at least ten minutes; a refused group, of which the account is not a
// member, after seven intervals.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import type { Archive } from "../archive.ts"

/** How the request for a part of the directory ended. */
export type Ending = "whole" | "again" | "refused"

const LastRequest = Schema.Struct({
  /** UNIX milliseconds. */
  at: Schema.Finite,
  ending: Schema.Literals(["whole", "again", "refused"])
})
type LastRequest = typeof LastRequest.Type

const State = Schema.Struct({
  contacts: Schema.optionalKey(LastRequest),
  chats: Schema.optionalKey(LastRequest),
  /** By chatId; null if never requested. */
  groups: Schema.Record(Schema.String, Schema.NullOr(LastRequest)),
  /** No requests before this time, UNIX milliseconds; null if there is no restriction. */
  notBefore: Schema.NullOr(Schema.Finite)
})

/** Request times of one instance's directory. */
export type DirectoryState = typeof State.Type

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(State))

const nothing: DirectoryState = { groups: {}, notBefore: null }

const AGAIN_MILLIS = 10 * 60 * 1000
const MOST_EARLY_MILLIS = 60 * 60 * 1000
const INTERVALS_OF_REFUSED = 7

const pathOf = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const paths = yield* Path.Path
  return paths.join(archive.path, "locks", `${instanceId}.directory`)
})

/** Reads the state of an instance; empty if unknown. */
export const readDirectoryState = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const fs = yield* FileSystem.FileSystem
  const text = yield* Effect.option(fs.readFileString(yield* pathOf(archive, instanceId)))
  return Option.getOrElse(
    Option.flatMap(text, (kept) => decode(kept)),
    () => nothing
  )
})

/** Writes the state of an instance. */
export const writeDirectoryState = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  state: DirectoryState
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* pathOf(archive, instanceId)
  yield* Effect.ignore(fs.writeFileString(path, JSON.stringify(state), { mode: 0o600 }))
})

/** A daily job may run some seconds earlier than the day before, so the interval is a little shorter. */
const waitOf = ({ ending }: LastRequest, everyMillis: number): number => {
  const whole = everyMillis - Math.min(MOST_EARLY_MILLIS, everyMillis / 10)
  if (ending === "again") return Math.min(AGAIN_MILLIS, whole)
  return ending === "refused" ? whole * INTERVALS_OF_REFUSED : whole
}

/** True if a part is due; a time in the future was stored before the clock was set back. */
export const isDue = (last: LastRequest | null | undefined, everyMillis: number, now: number): boolean =>
  last === undefined || last === null || last.at > now || now - last.at >= waitOf(last, everyMillis)

/** The groups that are due: never requested ones first, then the least recently requested. */
export const dueGroups = (
  { groups }: DirectoryState,
  everyMillis: number,
  now: number
): ReadonlyArray<string> =>
  Object.entries(groups)
    .filter(([, last]) => isDue(last, everyMillis, now))
    .map(([id, last]) => ({ id, at: last?.at ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at - b.at))
    .map(({ id }) => id)

/** Adds groups to a state. */
export const withGroups = (state: DirectoryState, ids: Iterable<string>): DirectoryState => {
  const fresh = [...ids].filter((id) => !Object.hasOwn(state.groups, id))
  return fresh.length === 0
    ? state
    : { ...state, groups: { ...state.groups, ...Object.fromEntries(fresh.map((id) => [id, null])) } }
}

/** The new state of a part after a request; a second broken reply in a row counts as final. */
export const noted = (before: LastRequest | null | undefined, ending: Ending, at: number): LastRequest => ({
  at,
  ending: ending === "again" && before?.ending === "again" ? "whole" : ending
})

/** Removes a group from the stored request times. */
export const forgetGroup = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  groupId: string
) {
  const state = yield* readDirectoryState(archive, instanceId)
  if (!Object.hasOwn(state.groups, groupId)) return
  const { [groupId]: _, ...groups } = state.groups
  yield* writeDirectoryState(archive, instanceId, { ...state, groups })
})
