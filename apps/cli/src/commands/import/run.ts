// `chatledger import`: imports each file separately, with one line for each.
//
// A file that is not a reply is refused by name and the others are kept; a record with an unexpected format is reported,
// but
// kept. A disk failure ends the import: everything reported as kept is stored.

import {
  findSources,
  type ImportedFile,
  ImportRefused,
  isInstanceId,
  knownBodies,
  openArchive,
  openOrCreateArchive,
  type Source
} from "@chatledger/archive"
import { keepImport, MOST_MINUTES, PartReader, readImport } from "@chatledger/archive/internal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { archivePath } from "../../configuration/archive-path.ts"
import { instantOf, zoneOf } from "../../configuration/instant.ts"
import { AlreadyReported, WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { shareText } from "../../output/progress-share.ts"
import { programText } from "../../program.ts"
import { reportFaults } from "../../recording/report-faults.ts"
import { Messages } from "../../terminal/console.ts"
import { threadedPartReader } from "../../threads/part-reader.ts"
import type { ImportFlags } from "./command.ts"

const DAY_MILLIS = 86_400_000
/** How far the clocks of a request and of its records may differ. */
const LEAST_EARLIER_MILLIS = 3_600_000

/** The request time that a snapshot id begins with: `20240129T101530123Z-…`. */
const millisIn = (snapshotId: string): number =>
  Date.parse(
    snapshotId.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, "$1-$2-$3T$4:$5:$6.$7Z")
  )

const shownName = (path: string) => (path === "-" ? strings.recording.stdin : path)

type State = keyof typeof strings.recording.states

const stateOf = ({ parts }: ImportedFile): State | undefined => {
  const [first] = parts
  return parts.every(({ state }) => state === first?.state) ? first?.state : undefined
}

/** The journals of a file, with the kind of their content if it is not messages. */
const journalsOf = ({ parts }: ImportedFile): string =>
  [
    ...new Set(
      parts.map(({ journal, kind, phone }) => {
        if (phone !== undefined)
          return `${journal} (${strings.recording.phone(phone.chat_id, phone.date_order, phone.time_zone)})`
        return kind === undefined ? journal : `${journal} (${strings.recording.kinds[kind]})`
      })
    )
  ].join(", ")

/** Reports a file's result; true if a record has an unexpected format, or part of the file is not a reply. */
const report = Effect.fnUntraced(function* (file: ImportedFile) {
  const messages = yield* Messages
  const name = shownName(file.source.path)
  const records = file.parts.reduce((sum, { summary }) => sum + summary.recordCount, 0)
  const state = stateOf(file)
  const isGuess = file.parts.some(
    ({ phone, requestedAtIsGuess }) => requestedAtIsGuess && phone === undefined
  )
  const guess = isGuess && state !== "known" ? strings.recording.guess : ""
  const become = state === undefined ? strings.recording.partlyKnown : strings.recording.states[state]
  const withoutId = file.parts.reduce(
    (sum, { summary }) => sum + (summary.codes.get("directory_without_id") ?? 0),
    0
  )
  const nobody = withoutId > 0 ? `, ${strings.recording.withoutId(withoutId)}` : ""
  const replies = file.replyCount > 1 ? `${strings.counted(file.replyCount, "reply")}, ` : ""
  yield* messages.note(
    `${name}: ${replies}${strings.counted(records, "record")}, ${journalsOf(file)}, ${become}${nobody}${guess}`
  )
  for (const { at, reason } of file.leftOut)
    yield* messages.warn(`${name}: ${strings.recording.leftOut(at, strings.reason(reason))}`)
  const newest = Math.max(...file.parts.flatMap(({ summary }) => summary.newestTimestamp ?? []))
  const latest = file.parts.findLast(({ requestedAtIsGuess }) => !requestedAtIsGuess)
  const isEarlier =
    latest !== undefined && newest * 1000 > millisIn(latest.ref.snapshotId) + LEAST_EARLIER_MILLIS
  if (isEarlier && state !== "known")
    yield* messages.warn(
      `${name}: ${strings.recording.requestedBefore(new Date(newest * 1000).toISOString())}`
    )
  const inMillis = file.parts.reduce((sum, { summary }) => sum + summary.millisecondCount, 0)
  if (inMillis > 0) yield* messages.note(`${name}: ${strings.recording.inMilliseconds(inMillis)}`)
  let before = 0
  for (const { summary } of file.parts) {
    yield* reportFaults(name, summary, before)
    before += summary.recordCount
  }
  return file.leftOut.length > 0 || file.parts.some(({ summary }) => summary.faultCount > 0)
})

const stdinBytes = Effect.map(Stdio.Stdio, ({ stdin }) =>
  Stream.mapError(
    stdin,
    () =>
      new ImportRefused({
        source: "-",
        kind: "unreadable",
        reason: { code: "unknown", detail: strings.recording.unreadable }
      })
  )
)

const callJournals = { "incoming-calls": "incoming", "outgoing-calls": "outgoing" } as const

const isOfCalls = (journal: string): journal is keyof typeof callJournals =>
  Object.hasOwn(callJournals, journal)

/** The journal and the kind that a typed journal means. */
const journalOf = (typed: Option.Option.Value<ImportFlags["journal"]> | undefined) =>
  typed !== undefined && isOfCalls(typed)
    ? { journal: callJournals[typed], kind: "calls" as const }
    : { journal: typed }

const optionsOf = Effect.fnUntraced(function* (given: ImportFlags) {
  if (!isInstanceId(given.instance))
    return yield* new WrongUsage({
      reason: strings.recording.noIdInstance(given.instance)
    })
  if (Option.exists(given.minutes, (minutes) => minutes < 1 || minutes > MOST_MINUTES))
    return yield* new WrongUsage({ reason: strings.recording.minutes })
  const timeZone = yield* zoneOf(given.tz)
  const requestedAt = Option.isNone(given.requestedAt)
    ? undefined
    : given.requestedAt.value === "mtime"
      ? ("mtime" as const)
      : yield* instantOf("requested-at", given.requestedAt.value, timeZone)
  if (requestedAt instanceof Date && requestedAt.getTime() > (yield* Clock.currentTimeMillis) + DAY_MILLIS)
    return yield* new WrongUsage({ reason: strings.recording.requestedInFuture })
  return {
    instanceId: given.instance,
    ...journalOf(Option.getOrUndefined(given.journal)),
    requestedAt,
    minutes: Option.getOrUndefined(given.minutes),
    phone: {
      timeZone: Option.isSome(given.tz) ? timeZone : undefined,
      chatId: Option.getOrUndefined(given.chat),
      dateOrder: Option.getOrUndefined(given.dateOrder)
    },
    program: programText
  }
})

interface Tally {
  kept: number
  known: number
  readonly refused: Array<ImportRefused>
  hasFaults: boolean
}

const refuse = Effect.fnUntraced(function* (tally: Tally, refusal: ImportRefused) {
  const messages = yield* Messages
  tally.refused.push(refusal)
  yield* messages.warn(`${shownName(refusal.source)}: ${strings.reason(refusal.reason)}`)
})

/** The archive at a path, created when there is something to store, and its known bodies of the instance. */
const archiveAt = Effect.fnUntraced(function* (path: string, instanceId: string) {
  const messages = yield* Messages
  yield* Effect.catchTag(openArchive(path), "ArchiveMissing", () => Effect.void)
  return yield* Effect.cached(
    Effect.gen(function* () {
      const archive = yield* openOrCreateArchive(path)
      if (archive.isNew) yield* messages.note(strings.recording.newArchive(path))
      return { archive, known: yield* knownBodies(archive, instanceId) }
    })
  )
})

/** Imports files one by one; fails if the archive cannot be written. */
const importAll = Effect.fnUntraced(function* (
  path: string,
  sources: ReadonlyArray<Source>,
  options: Effect.Success<ReturnType<typeof optionsOf>>,
  tally: Tally
) {
  const messages = yield* Messages
  const begun = yield* archiveAt(path, options.instanceId)
  const stdin = yield* stdinBytes
  const since = performance.now()
  const importOne = Effect.fnUntraced(function* (source: Source) {
    const plan = yield* readImport({ path }, source, options, stdin)
    const { archive, known } = yield* begun
    return yield* keepImport(archive, known, plan)
  }, Effect.scoped)
  for (const [index, source] of sources.entries()) {
    const share = shareText(index, sources.length, performance.now() - since)
    yield* messages.progress(strings.recording.importing(index + 1, sources.length, source.name) + share)
    const result = yield* Effect.result(
      Effect.provideService(importOne(source), PartReader, threadedPartReader)
    )
    if (result._tag === "Failure") {
      if (!(result.failure instanceof ImportRefused)) return yield* Effect.fail(result.failure)
      yield* refuse(tally, result.failure)
      continue
    }
    if (stateOf(result.success) === "known") tally.known += 1
    else tally.kept += 1
    tally.hasFaults = (yield* report(result.success)) || tally.hasFaults
  }
})

const summary = ({ kept, known, refused }: Tally, left: number): string => {
  const parts = [
    strings.recording.kept(kept),
    ...(known > 0 ? [strings.recording.alreadyThere(known)] : []),
    ...(refused.length > 0 ? [strings.recording.refused(refused.length)] : []),
    ...(left > 0 ? [strings.recording.notImported(left)] : [])
  ]
  return `${strings.counted(kept + known + refused.length + left, "file")}: ${parts.join(", ")}`
}

export const run = Effect.fnUntraced(function* (given: ImportFlags) {
  const messages = yield* Messages
  const options = yield* optionsOf(given)
  const path = yield* archivePath(given)
  const { sources, missing } = yield* findSources(given.path)
  const tally: Tally = { kept: 0, known: 0, refused: [], hasFaults: false }
  for (const refusal of missing) yield* refuse(tally, refusal)
  const all = sources.length + missing.length
  const left = () => all - tally.kept - tally.known - tally.refused.length
  const tell = Effect.suspend(() => (all > 1 ? messages.note(summary(tally, left())) : Effect.void))
  if (sources.length > 0) {
    yield* importAll(path, sources, options, tally).pipe(
      Effect.catchIf(
        () => tally.kept > 0,
        Effect.fnUntraced(function* (failure) {
          yield* messages.fail(strings.failure(failure))
          yield* tell
          return yield* new AlreadyReported({ code: 3 })
        })
      )
    )
  }
  yield* tell
  const { refused } = tally
  if (tally.kept + tally.known === 0 && refused.length > 0)
    return yield* new AlreadyReported({ code: refused.every(({ kind }) => kind === "usage") ? 2 : 3 })
  if (refused.length > 0 || tally.hasFaults) return yield* new AlreadyReported({ code: 3 })
})
