// What of the directory was requested, and when it is due again: `locks/<instance_id>.directory`, JSON.
//
// Read and written while the lock of the instance is held. It is not vital: without it everything is requested anew. A list
// that came empty or broken is requested again once, ten minutes later at the earliest; a group that was refused, since the
// account is not in it, after seven intervals.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import type { Archive } from "../archive.ts"

/** How a request for a part of the directory ended. */
export type Ending = "whole" | "again" | "refused"

const AskedFor = Schema.Struct({
  /** UNIX milliseconds. */
  at: Schema.Finite,
  ending: Schema.Literals(["whole", "again", "refused"])
})
type AskedFor = typeof AskedFor.Type

const State = Schema.Struct({
  contacts: Schema.optionalKey(AskedFor),
  chats: Schema.optionalKey(AskedFor),
  /** By chatId; null for one that was never asked for. */
  groups: Schema.Record(Schema.String, Schema.NullOr(AskedFor)),
  /** Nothing is requested before, UNIX milliseconds; null if nothing is in the way. */
  notBefore: Schema.NullOr(Schema.Finite)
})

/** What of the directory of one instance was requested. */
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

/** Reads the state of an instance; of one that is not known, nothing was requested. */
export const readDirectoryState = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const fs = yield* FileSystem.FileSystem
  const text = yield* Effect.option(fs.readFileString(yield* pathOf(archive, instanceId)))
  return Option.getOrElse(
    Option.flatMap(text, (kept) => decode(kept)),
    () => nothing
  )
})

/** Keeps the state of an instance. */
export const writeDirectoryState = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  state: DirectoryState
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* pathOf(archive, instanceId)
  yield* Effect.ignore(fs.writeFileString(path, JSON.stringify(state), { mode: 0o600 }))
})

/** A daily job that runs some seconds earlier than the day before is not to wait for another day. */
const waitOf = ({ ending }: AskedFor, everyMillis: number): number => {
  const whole = everyMillis - Math.min(MOST_EARLY_MILLIS, everyMillis / 10)
  if (ending === "again") return Math.min(AGAIN_MILLIS, whole)
  return ending === "refused" ? whole * INTERVALS_OF_REFUSED : whole
}

/** Whether a part is to be requested now; a time to come was noted by a clock that has been set back since. */
export const isDue = (last: AskedFor | null | undefined, everyMillis: number, now: number): boolean =>
  last === undefined || last === null || last.at > now || now - last.at >= waitOf(last, everyMillis)

/** The groups that are to be requested now: those never asked for first, then those that were longest ago. */
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

/** A state that knows these groups too. */
export const withGroups = (state: DirectoryState, ids: Iterable<string>): DirectoryState => {
  const fresh = [...ids].filter((id) => !Object.hasOwn(state.groups, id))
  return fresh.length === 0
    ? state
    : { ...state, groups: { ...state.groups, ...Object.fromEntries(fresh.map((id) => [id, null])) } }
}

/** What is noted of a part after it was requested: one that comes broken again and again is broken. */
export const noted = (before: AskedFor | null | undefined, ending: Ending, at: number): AskedFor => ({
  at,
  ending: ending === "again" && before?.ending === "again" ? "whole" : ending
})

/** Takes a group out of what is known to have been requested. */
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
