// The spool: records of new snapshots, decoded once and written to files for DuckDB.
//
// Snapshots are read one by one; each part of the spool is passed on when it is large enough, so that DuckDB reads
// it while the next is being written. Issues, snapshots, numbers of shared contacts, and content of the
// directory and downloads follow in separate files at the end.
import { ReplyReader, ReplySummary, type SnapshotRef } from "@chatledger/archive"
import {
  directoryIssues,
  isDirectory,
  isOfMessages,
  isOfNotifications,
  NotificationReader,
  readDirectory,
  readMedia,
  SequentialReader,
  systemReason
} from "@chatledger/archive/internal"
import type { IssueCode, NotificationFacts, RecordIssue } from "@chatledger/core"
import * as Effect from "effect/Effect"
import { CacheNotWritable } from "../failures/errors.ts"
import { SharedCards } from "./cards.ts"
import { DirectoryBlocks, directoryBlocks } from "./directory.ts"
import { SpoolFile } from "./file.ts"
import { headLine } from "./head.ts"
import { mediaLines } from "./media.ts"
import { GroupNames, notificationLine } from "./notifications.ts"
import type { Numbered, SpoolPart } from "./part.ts"
import { phoneLines } from "./phone.ts"

/** The service often returns groups without names, and an empty list for new accounts. */
const isUsual: ReadonlySet<IssueCode> = new Set(["directory_is_empty", "directory_group_without_name"])

const ofAnother = (idInstance: string): RecordIssue => ({
  code: "notification_of_another_instance",
  detail: `the notification is of instance ${idInstance}`,
  raw: null
})

const PART_BYTES = 48 * 1024 * 1024

const textOf = (id: unknown): string | undefined =>
  typeof id === "string" && id !== "" ? id.toWellFormed() : undefined

/** Runs a write to the spool; a system failure becomes one of the cache, anything else is a bug. */
const writing = <A>(folder: string, write: () => A): Effect.Effect<A, CacheNotWritable> =>
  Effect.try({ try: write, catch: (error) => error }).pipe(
    Effect.catch((error) => {
      if (!(error instanceof Error && "syscall" in error && "code" in error)) return Effect.die(error)
      return Effect.fail(new CacheNotWritable({ path: folder, reason: systemReason(String(error.code)) }))
    })
  )

/**
 * Spools snapshots into files `<prefix>….ndjson`; `onPart` gets each file as soon as it is complete.
 *
 * Fails with `SnapshotDamaged` and `CacheNotWritable`: then nothing of this spool may be loaded.
 */
export const spool = Effect.fnUntraced(function* <E, R>(
  snapshots: ReadonlyArray<Numbered>,
  prefix: string,
  onPart: (part: SpoolPart) => Effect.Effect<void, E, R>
) {
  let count = 0
  const next = (kind: SpoolPart["kind"]) =>
    Effect.acquireRelease(
      writing(prefix, () => {
        count += 1
        return { kind, file: new SpoolFile(`${prefix}${String(count).padStart(5, "0")}-${kind}.ndjson`) }
      }),
      ({ file }) => Effect.sync(() => file.discard())
    )
  let read = { snapshots: 0, messages: 0 }
  const handOn = ({ kind, file }: Effect.Success<ReturnType<typeof next>>) =>
    writing(prefix, () => file.close()).pipe(
      Effect.andThen(
        Effect.suspend(() => {
          const part = { kind, path: file.path, longestLine: file.longestLine, read }
          read = { snapshots: 0, messages: 0 }
          return onPart(part)
        })
      )
    )
  const issues = yield* next("issues")
  const heads = yield* next("snapshots")
  const cards = yield* next("cards")
  const directory = yield* next("directory")
  const media = yield* next("media")
  const notifications = yield* next("notifications")
  const phone = yield* next("phone")
  let records = yield* next("records")
  const snapshotReader = new SequentialReader()
  const spoolOther = Effect.fnUntraced(function* (snapshotNo: number, ref: SnapshotRef) {
    const chunks: Array<Uint8Array> = []
    const facts = yield* snapshotReader.read(ref, (chunk) => Effect.sync(() => chunks.push(chunk)))
    if (facts.journal === "media") {
      yield* writing(prefix, () => {
        for (const line of mediaLines(snapshotNo, readMedia(Buffer.concat(chunks)))) media.file.line(line)
        heads.file.line({ ...headLine(snapshotNo, facts, 0, new ReplySummary()), kind: "media" })
      })
      return
    }
    if (facts.journal === "phone") {
      yield* writing(prefix, () => {
        for (const line of phoneLines(snapshotNo, Buffer.concat(chunks), facts.phone)) phone.file.line(line)
        heads.file.line({ ...headLine(snapshotNo, facts, 0, new ReplySummary()), kind: "phone" })
      })
      return
    }
    if (!isDirectory(facts.journal)) return
    const { reply, summary } = readDirectory(Buffer.concat(chunks), facts.journal)
    yield* writing(prefix, () => {
      directoryBlocks(snapshotNo, reply, (block) => directory.file.line(block))
      for (const { position, ...issue } of directoryIssues(reply))
        if (!isUsual.has(issue.code))
          issues.file.line({ snapshot_no: snapshotNo, record_index: position, message_id: null, ...issue })
      heads.file.line({ ...headLine(snapshotNo, facts, 0, summary), kind: "directory" })
    })
  })
  const handOnFull = Effect.fnUntraced(function* () {
    if (records.file.byteCount < PART_BYTES) return
    const full = records
    records = yield* next("records")
    yield* handOn(full)
  })
  const sharedCards = (snapshotNo: number) =>
    new SharedCards((number) =>
      writing(prefix, () => cards.file.line({ snapshot_no: snapshotNo, ...number }))
    )
  const spoolNotifications = Effect.fnUntraced(function* (snapshotNo: number, ref: SnapshotRef) {
    const names = new GroupNames()
    const shared = sharedCards(snapshotNo)
    let messages = 0
    let account: Pick<NotificationFacts, "typeInstance" | "wid"> | undefined
    const issue = (place: number, messageId: unknown, one: RecordIssue) =>
      issues.file.line({
        snapshot_no: snapshotNo,
        record_index: place,
        message_id: messageId ?? null,
        ...one
      })
    const reader = new NotificationReader(
      (read) => {
        const { decoded, index, record } = read
        if (decoded.idInstance !== undefined && decoded.idInstance !== ref.instanceId) {
          issue(index, null, ofAnother(decoded.idInstance))
          return
        }
        account = decoded
        for (const one of read.issues) issue(index, textOf(record?.message?.["idMessage"]), one)
        names.add(read)
        if (record?.message === undefined) notifications.file.line(notificationLine(snapshotNo, read))
        else {
          if (record.kind === "message" || record.kind === "event") messages += 1
          records.file.record(snapshotNo, record)
          shared.add(record.index, record.message)
        }
      },
      ({ index, issues: all }) => {
        for (const one of all) issue(index, null, one)
      }
    )
    const facts = yield* snapshotReader.read(
      ref,
      Effect.fnUntraced(function* (chunk) {
        yield* writing(prefix, () => reader.push(chunk))
        yield* shared.write
        yield* handOnFull()
      })
    )
    yield* writing(prefix, () => {
      const { summary } = reader.end()
      for (const { position, ...one } of summary.replyIssues) issue(position, null, one)
      const blocks = new DirectoryBlocks(snapshotNo, (block) => directory.file.line(block))
      for (const { place, seconds, ...named } of names.all())
        blocks.add(place, named, seconds === undefined ? undefined : { seen_seconds: seconds })
      blocks.end()
      heads.file.line({
        ...headLine(snapshotNo, facts, messages, summary),
        kind: "notifications",
        type_instance: account?.typeInstance ?? null,
        own_id: account?.wid ?? null,
        is_newest_first: summary.isDirectionClear && summary.isNewestFirst
      })
    })
    yield* shared.write
  })
  for (const { snapshotNo, ref } of snapshots) {
    if (isOfNotifications(ref)) {
      yield* spoolNotifications(snapshotNo, ref)
      continue
    }
    if (!isOfMessages(ref)) {
      yield* spoolOther(snapshotNo, ref)
      read.snapshots += 1
      continue
    }
    let messages = 0
    const shared = sharedCards(snapshotNo)
    const reader = new ReplyReader((record) => {
      const { index, message, hashId } = record
      const place = { snapshot_no: snapshotNo, record_index: index }
      for (const issue of record.issues)
        issues.file.line({ ...place, message_id: textOf(message?.["idMessage"]) ?? hashId ?? null, ...issue })
      if (message === undefined) return
      messages += 1
      read.messages += 1
      records.file.record(snapshotNo, record)
      shared.add(index, message)
    })
    const facts = yield* snapshotReader.read(
      ref,
      Effect.fnUntraced(function* (chunk) {
        yield* writing(prefix, () => reader.push(chunk))
        yield* shared.write
        yield* handOnFull()
      })
    )
    yield* writing(prefix, () => {
      const summary = reader.end()
      for (const { position, ...issue } of summary.replyIssues)
        issues.file.line({ snapshot_no: snapshotNo, record_index: position, message_id: null, ...issue })
      heads.file.line(headLine(snapshotNo, facts, messages, summary))
    })
    yield* shared.write
    read.snapshots += 1
  }
  for (const last of [records, issues, heads, cards, directory, media, notifications, phone])
    yield* handOn(last)
}, Effect.scoped)
