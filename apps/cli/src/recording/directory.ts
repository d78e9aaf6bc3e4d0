// The directories of a round: fetched after all journals, because the service forgets messages but not names.
//
// Each group of an instance takes a second of waiting, so many instances are fetched concurrently. Failures
// here are reported but change no exit code, except a disk failure: messages are kept, and names are fetched another day.
import type { Archive } from "@chatledger/archive"
import { type DirectoryJournal, type SyncedDirectory, syncDirectory } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import { eventOf } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { programText } from "../program.ts"
import { LoggedInstance, Messages } from "../terminal/console.ts"
import type { DirectoryPlan } from "./directory-plan.ts"
import { type Ready, shownName } from "./one.ts"
import type { Tally } from "./tally.ts"

const SIDE_BY_SIDE = 64

const countedAs = {
  contacts: "contact",
  chats: "chat",
  group: "group"
} as const satisfies Record<DirectoryJournal, string>

/** `120 contacts, 45 chats, 30 groups, 15 groups at the next sync` */
const summary = ({ parts, groupsLeft }: SyncedDirectory): string => {
  const texts = (["contacts", "chats", "group"] as const).flatMap((journal) => {
    const ours = parts.filter((part) => part.journal === journal)
    if (ours.length === 0) return []
    const count = journal === "group" ? ours.length : (ours[0]?.facts.record_count ?? 0)
    return count === 0 ? [strings.recording.emptyList(journal)] : [strings.counted(count, countedAs[journal])]
  })
  const withoutId = parts.reduce(
    (sum, { summary }) => sum + (summary.codes.get("directory_without_id") ?? 0),
    0
  )
  return [
    ...texts,
    ...(withoutId > 0 ? [strings.recording.withoutId(withoutId)] : []),
    ...(groupsLeft > 0 ? [strings.recording.groupsLeft(groupsLeft)] : [])
  ].join(", ")
}

const isRefusedGroup = ({ error, groupId }: SyncedDirectory["failures"][number]): boolean =>
  groupId !== undefined && (error._tag === "Refused" || error._tag === "WrongInstance")

/** A server other than the vendor's may have no directory. */
const isMissing = ({ _tag, status }: SyncedDirectory["failures"][number]["error"]): boolean =>
  _tag === "Refused" && status === 404

const tell = Effect.fnUntraced(function* (name: string, synced: SyncedDirectory) {
  const messages = yield* Messages
  const refused = synced.failures.filter(isRefusedGroup).length
  const others = synced.failures.filter((failure) => !isRefusedGroup(failure))
  for (const { error } of others) {
    const text = `${name}: ${strings.recording.directory(strings.failure(error))}`
    yield* isMissing(error) ? messages.note(text, "directory_missing") : messages.warn(text, eventOf(error))
  }
  if (refused > 0)
    yield* messages.note(
      `${name}: ${strings.recording.directory(strings.recording.refusedGroups(refused))}`,
      "groups_refused"
    )
  if (synced.notBefore !== undefined)
    yield* messages.note(
      `${name}: ${strings.recording.directoryWaits(synced.notBefore.toISOString().slice(0, 16))}`,
      "directory_waits"
    )
  for (const { journal, summary: of } of synced.parts)
    for (const { position, detail, code } of of.faults)
      yield* messages.warn(
        `${name}: ${journal}: ${strings.recording.fault(position + 1, detail, code)}`,
        "record_fault"
      )
  if (synced.parts.length > 0)
    yield* messages.note(`${name}: ${strings.recording.directory(summary(synced))}`, "directory")
})

const syncOneDirectory = Effect.fnUntraced(function* (
  archive: Archive,
  { known, instance, groupIds }: Ready,
  plan: DirectoryPlan,
  tally: Tally
) {
  const messages = yield* Messages
  const options = { ...plan, groupIds, program: programText }
  const result = yield* Effect.result(syncDirectory(archive, instance, options))
  if (result._tag === "Success") {
    if (result.success !== undefined) yield* tell(shownName(known), result.success)
    return
  }
  const { failure } = result
  if (failure._tag === "LockHeld") return
  tally.failures.push(failure)
  yield* messages.warn(strings.failure(failure), eventOf(failure))
})

/** Fetches the directories of instances that are due; never fails. */
export const syncDirectories = (
  archive: Archive,
  ready: ReadonlyArray<Ready>,
  plan: DirectoryPlan,
  tally: Tally
) =>
  Effect.forEach(
    ready,
    (one) =>
      Effect.provideService(
        syncOneDirectory(archive, one, plan, tally),
        LoggedInstance,
        one.instance.idInstance
      ),
    {
      concurrency: SIDE_BY_SIDE,
      discard: true
    }
  )
