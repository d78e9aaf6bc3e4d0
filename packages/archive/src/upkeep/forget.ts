// Forget: removes one chat from every snapshot with its records; all other bytes stay unchanged.
//
// First it writes a log entry without the content and without the chat's id: a slow salted hash lets those who know the
// id verify that it was forgotten, but does not reveal it. Then each snapshot without the chat is committed before the
// old one is removed. The id is also removed from names of imported files, even if their bytes stay. If interrupted,
// run it again to complete the rest. Gotcha: it does not prevent a later sync or import from bringing
// the chat back.
import * as Crypto from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Archive, listSnapshots } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import { readDirectory } from "../directory/read-directory.ts"
import { SnapshotDamaged } from "../errors.ts"
import { type Facts, isDirectory, snapshotId } from "../facts.ts"
import { writeFile } from "../files.ts"
import { withLock } from "../lock.ts"
import { readMedia } from "../media/media-fact.ts"
import { NotificationReader } from "../notifications/notification-reader.ts"
import { reasonOf } from "../reasons.ts"
import { ReplyReader } from "../reply-reader.ts"
import { SequentialReader } from "../sequential-reader.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { forgetGroup } from "../sync/directory-state.ts"
import { nameWithout } from "./chat-names.ts"
import { daysOf, sweepInstance } from "./days.ts"
import { removeDerived } from "./remove-derived.ts"
import { replaceSnapshots } from "./replace-snapshots.ts"
import { type Remainder, withoutChat } from "./without-chat.ts"
import { withoutEntry } from "./without-entry.ts"
import { withoutNotifications } from "./without-notifications.ts"

/** The records that are, or would be, removed. */
export interface Forgotten {
  readonly instanceId: string
  readonly records: number
  /** Snapshots with such records, which are rewritten. */
  readonly snapshots: number
  /** Snapshots of imported files with the chat's id in their names, which are rewritten with other names. */
  readonly names: number
  /** Snapshots that cannot be read, so that it is unknown whether they have the chat. */
  readonly damaged: ReadonlyArray<SnapshotDamaged>
}

/** A snapshot to rewrite: its body has records of the chat, or its file name has the id. */
interface Holding {
  readonly ref: SnapshotRef
  readonly facts: Facts
  readonly removed: number
  readonly isNamed: boolean
}

const sourceWithout = (facts: Facts, chatIds: ReadonlyArray<string>) => {
  if (facts.source === null) return null
  return isExported(facts, chatIds) ? "forgotten" : nameWithout(facts.source, chatIds)
}

const bodyOf = Effect.fnUntraced(function* (reader: SequentialReader, ref: SnapshotRef) {
  const chunks: Array<Uint8Array> = []
  const facts = yield* reader.read(ref, (chunk) => Effect.sync(() => chunks.push(chunk)))
  return { facts, body: new Uint8Array(Buffer.concat(chunks)) }
})

/** An exported chat goes as a whole. */
const isExported = ({ phone }: Facts, chatIds: ReadonlyArray<string>): boolean =>
  phone !== undefined && chatIds.includes(phone.chat_id)

const remainderOf = (facts: Facts, body: Uint8Array, chatIds: ReadonlyArray<string>): Remainder => {
  const { journal, record_count: removed } = facts
  if (isExported(facts, chatIds)) return { body: new Uint8Array(0), removed }
  if (journal === "phone") return { body, removed: 0 }
  if (isDirectory(journal)) return withoutEntry(body, chatIds)
  return journal === "notifications" ? withoutNotifications(body, chatIds) : withoutChat(body, chatIds)
}

const summaryOf = ({ journal, ...facts }: Facts, body: Uint8Array) => {
  if (journal === "phone")
    return {
      recordCount: body.length === 0 ? 0 : facts.record_count,
      oldestTimestamp: body.length === 0 ? undefined : facts.oldest_timestamp,
      newestTimestamp: body.length === 0 ? undefined : facts.newest_timestamp
    }
  if (isDirectory(journal)) return readDirectory(body, journal).summary
  if (journal === "media")
    return { recordCount: readMedia(body).length, oldestTimestamp: undefined, newestTimestamp: undefined }
  if (journal === "notifications") {
    const reader = new NotificationReader(() => {})
    reader.push(body)
    return reader.end().summary
  }
  const reader = new ReplyReader(() => {})
  reader.push(body)
  return reader.end()
}

/** The facts of the rest of a reply. */
const factsOf = (
  facts: Facts,
  body: Uint8Array,
  removed: number,
  at: string,
  chatIds: ReadonlyArray<string>
) => {
  const summary = summaryOf(facts, body)
  const sha256 = Crypto.hash("sha256", body)
  const part = Number(/-(\d{4})-[0-9a-f]{16}$/.exec(facts.snapshot_id)?.[1])
  const requestedAt = new Date(facts.requested_at)
  return {
    ...facts,
    snapshot_id: snapshotId({ requestedAt, journal: facts.journal, part, sha256 }),
    byte_count: body.length,
    sha256,
    record_count: summary.recordCount,
    oldest_timestamp: summary.oldestTimestamp ?? null,
    newest_timestamp: summary.newestTimestamp ?? null,
    source: sourceWithout(facts, chatIds),
    phone: isExported(facts, chatIds) ? undefined : facts.phone,
    rewritten: { at, why: "forget", removed }
  }
}

/** The id of the chat as a hash that only those who know it can verify: scrypt, N = 2^14, r = 8, p = 1, 32 bytes. */
const hashed = (chatId: string): string => {
  const salt = Crypto.randomBytes(16)
  const key = Crypto.scryptSync(chatId, salt, 32, { N: 16384, r: 8, p: 1 })
  return `scrypt:${salt.toString("hex")}:${key.toString("hex")}`
}

/** Adds a line to `forgotten.ndjson` atomically. */
const note = Effect.fnUntraced(function* (archive: Archive, line: object) {
  const fs = yield* FileSystem.FileSystem
  const path = `${archive.path}/forgotten.ndjson`
  const isThere = yield* Effect.orElseSucceed(fs.exists(path), () => false)
  const before = isThere
    ? yield* Effect.mapError(
        fs.readFile(path),
        (error) => new SnapshotDamaged({ path, reason: { code: "cannot_be_read", why: reasonOf(error) } })
      )
    : new Uint8Array(0)
  const added = new TextEncoder().encode(`${JSON.stringify(line)}\n`)
  yield* writeFile(path, (put) => put(Buffer.concat([before, added])))
})

const rewrite = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  chatIds: ReadonlyArray<string>,
  holding: ReadonlyArray<Holding>,
  at: string
) {
  const reader = new SequentialReader()
  const damaged: Array<SnapshotDamaged> = []
  const byDay = Map.groupBy(holding, ({ ref }) => ref.snapshotId.slice(0, 8))
  for (const day of yield* daysOf(archive, instanceId)) {
    const ours = byDay.get(day.day) ?? []
    const packed = new Set(day.pack?.entries.map((entry) => entry.snapshotId))
    const joins: Array<SnapshotRef> = []
    const goes = new Set<string>()
    for (const { ref } of ours) {
      const { facts, body } = yield* bodyOf(reader, ref)
      const cut = remainderOf(facts, body, chatIds)
      const left = factsOf(facts, cut.body, cut.removed, at, chatIds)
      const added = yield* commitSnapshot(archive, left, cut.body)
      const isPacked = packed.has(ref.snapshotId)
      // A loose snapshot with unchanged bytes keeps its id, and is already replaced.
      if (isPacked || added.snapshotId !== ref.snapshotId) goes.add(ref.snapshotId)
      if (isPacked) joins.push(added)
    }
    if (goes.size > 0) damaged.push(...(yield* replaceSnapshots(archive, day, goes, joins)))
  }
  return damaged
})

const forget = Effect.fnUntraced(function* (
  archive: Archive,
  instanceId: string,
  chatId: string,
  execute: boolean
) {
  const reader = new SequentialReader()
  const holding: Array<Holding> = []
  const damaged: Array<SnapshotDamaged> = []
  const chatIds = [chatId]
  for (const ref of yield* listSnapshots(archive, instanceId)) {
    const read = yield* Effect.result(bodyOf(reader, ref))
    if (read._tag === "Failure") damaged.push(read.failure)
    else {
      const { body, facts } = read.success
      const { removed } = remainderOf(facts, body, chatIds)
      const isNamed = sourceWithout(facts, chatIds) !== facts.source
      if (removed > 0 || isNamed) holding.push({ ref, facts, removed, isNamed })
    }
  }
  if (execute) yield* sweepInstance(archive, instanceId)
  const records = holding.reduce((sum, { removed }) => sum + removed, 0)
  if (execute && holding.length > 0) {
    const at = new Date(yield* Clock.currentTimeMillis).toISOString()
    const listed = holding.map(({ facts, removed }) => ({
      requested_at: facts.requested_at,
      journal: facts.journal,
      removed
    }))
    yield* note(archive, { at, instance_id: instanceId, chat: hashed(chatId), records, snapshots: listed })
    damaged.push(...(yield* rewrite(archive, instanceId, chatIds, holding, at)))
  }
  if (execute) yield* forgetGroup(archive, instanceId, chatId)
  if (execute) yield* removeDerived(archive)
  const snapshots = holding.filter(({ removed }) => removed > 0).length
  const names = holding.filter(({ isNamed }) => isNamed).length
  return { instanceId, records, snapshots, names, damaged } satisfies Forgotten
})

/**
 * Removes the records of a chat from all snapshots of one instance, under its lock; without `execute`, only reports them.
 * Derived tables are removed in any case, so that running it again also completes an interrupted run.
 *
 * Fails with `LockHeld`, `ArchiveNotWritable`, `ArchiveUnreadable` and `SnapshotDamaged`.
 */
export const forgetChat = (archive: Archive, instanceId: string, chatId: string, execute: boolean) => {
  const run = forget(archive, instanceId, chatId, execute)
  return execute ? withLock(archive, instanceId, run) : run
}
