// The directory of an instance: its phone book, its chats, and the members of its groups.
//
// Call it after the journals: the service forgets those, but not the directory. What is due is requested under the
// lock of the instance, and every readable reply is stored, including empty and truncated lists. The first error that
// would affect every call ends it: a quota until the end of the month (UTC), another limit for two hours. Groups are
// requested one after the other.
import { type Instance, type JournalError, LastRequests } from "@chatledger/core"
import { replyId } from "@chatledger/core/internal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Archive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import { isCut, type ReadDirectory } from "../directory/read-directory.ts"
import type { Facts } from "../facts.ts"
import { withLock } from "../lock.ts"
import { ask, type DirectoryPart, endingOf, quotaBackAt } from "./directory-call.ts"
import {
  type DirectoryState,
  dueGroups,
  type Ending,
  isDue,
  noted,
  readDirectoryState,
  withGroups,
  writeDirectoryState
} from "./directory-state.ts"
import { factsOfReply } from "./facts-of-reply.ts"
import { withLastRequests } from "./last-requests.ts"

/** Options of a directory sync. */
export interface DirectoryOptions {
  /** Interval between requests of each part. */
  readonly everyMillis: number
  /** Maximum number of groups per sync; least recently requested ones first. */
  readonly maxGroups: number
  /** Groups that were seen, known or not. */
  readonly groupIds: Iterable<string>
  /** Name and version of the program, for the facts. */
  readonly program: string
}

/** A stored reply. */
export interface SyncedPart extends DirectoryPart, ReadDirectory {
  readonly facts: Facts
}

/** The result of a directory sync. */
export interface SyncedDirectory {
  readonly parts: ReadonlyArray<SyncedPart>
  readonly failures: ReadonlyArray<DirectoryPart & { readonly error: JournalError }>
  /** Number of due groups that are left for the next sync. */
  readonly groupsLeft: number
  /** No requests before this time, if a quota is used up. */
  readonly notBefore: Date | undefined
}

/** After this many refused groups in a row the others wait, since the reason may affect all. */
const MOST_REFUSED = 3

const isGroupId = (id: string): boolean => replyId(id) === id

/** One directory sync and its state. */
const directoryRun = (
  archive: Archive,
  instance: Instance,
  options: DirectoryOptions,
  before: DirectoryState
) => {
  let state = before
  let isStopped = false
  const parts: Array<SyncedPart> = []
  const failures: Array<SyncedDirectory["failures"][number]> = []
  const note = ({ journal, groupId }: DirectoryPart, ending: Ending, at: number) => {
    if (groupId === undefined)
      state = { ...state, [journal]: noted(state[journal as "contacts" | "chats"], ending, at) }
    else
      state = { ...state, groups: { ...state.groups, [groupId]: noted(state.groups[groupId], ending, at) } }
  }
  const fail = (part: DirectoryPart, error: JournalError, now: number) => {
    failures.push({ ...part, error })
    const { ending, isLast } = endingOf(error, part)
    if (ending !== undefined) note(part, ending, now)
    if (error._tag === "QuotaExceeded") {
      const until = quotaBackAt(error.status, now)
      state = { ...state, notBefore: Math.max(until, state.notBefore ?? 0) }
    }
    isStopped ||= isLast
    return ending
  }
  /** Requests a part and stores it; returns how it ended. */
  const take = Effect.fnUntraced(function* (part: DirectoryPart) {
    const result = yield* Effect.result(ask(instance, part))
    const now = yield* Clock.currentTimeMillis
    if (result._tag === "Failure") return fail(part, result.failure, now)
    const reply = result.success
    const facts = factsOfReply(reply, { journal: part.journal, program: options.program })
    yield* commitSnapshot(archive, facts, reply.body)
    parts.push({ ...part, ...reply.read, facts })
    state = withGroups(state, reply.read.reply.groupIds)
    const isPart = facts.record_count === 0 || isCut(reply.read.reply)
    const ending = part.groupId === undefined && isPart ? "again" : "whole"
    note(part, ending, now)
    return ending
  })
  const run = Effect.gen(function* () {
    const { everyMillis, maxGroups } = options
    const now = yield* Clock.currentTimeMillis
    const lists = (["contacts", "chats"] as const).filter((journal) =>
      isDue(state[journal], everyMillis, now)
    )
    yield* Effect.forEach(lists, (journal) => take({ journal }), { concurrency: 2, discard: true })
    const due = dueGroups(state, everyMillis, now).filter(isGroupId)
    let refused = 0
    let requests = 0
    for (const groupId of due.slice(0, maxGroups)) {
      if (isStopped || refused >= MOST_REFUSED) break
      requests += 1
      refused = (yield* take({ journal: "group", groupId })) === "refused" ? refused + 1 : 0
    }
    const notBefore = state.notBefore === null ? undefined : new Date(state.notBefore)
    return { parts, failures, groupsLeft: due.length - requests, notBefore } satisfies SyncedDirectory
  })
  return Effect.ensuring(
    run,
    Effect.suspend(() => writeDirectoryState(archive, instance.idInstance, state))
  )
}

/** The state of the directory, and whether anything is due. */
const current = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  { everyMillis, groupIds }: DirectoryOptions
) {
  const now = yield* Clock.currentTimeMillis
  const kept = yield* readDirectoryState(archive, instanceId)
  const isFree = kept.notBefore === null || kept.notBefore <= now || kept.notBefore > quotaBackAt(466, now)
  const state = withGroups(isFree ? { ...kept, notBefore: null } : kept, [...groupIds].filter(isGroupId))
  const isAnyDue =
    isDue(state.contacts, everyMillis, now) ||
    isDue(state.chats, everyMillis, now) ||
    dueGroups(state, everyMillis, now).some(isGroupId)
  return { state, isWanted: isFree && isAnyDue }
})

/**
 * Requests the due parts of an instance's directory; undefined if nothing is due.
 *
 * Fails with `LockHeld` while another process syncs the instance, and with `ArchiveNotWritable`; errors of the service are
 * in the result.
 */
export const syncDirectory = Effect.fnUntraced(function* (
  archive: Archive,
  instance: Instance,
  options: DirectoryOptions
) {
  const { idInstance } = instance
  if (!(yield* current(archive, idInstance, options)).isWanted) return undefined
  const sync = Effect.gen(function* () {
    const { state, isWanted } = yield* current(archive, idInstance, options)
    return isWanted ? yield* directoryRun(archive, instance, options, state) : undefined
  })
  return yield* withLock(
    archive,
    idInstance,
    withLastRequests(archive, idInstance, (last) => Effect.provideService(sync, LastRequests, last))
  )
})
