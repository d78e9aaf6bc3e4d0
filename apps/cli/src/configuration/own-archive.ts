// The archive of a configuration: opened if it is the one in the note, created if there never was one.
//
// Otherwise an unmounted disk or a mistyped path would silently create an empty archive.

import * as NodePath from "node:path"
import { type Archive, openArchive, openOrCreateArchive } from "@chatledger/archive"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { addToNote, type Note, notePath, readNote } from "./archive-note.ts"
import { type ArchiveFlags, archivePath } from "./archive-path.ts"
import { readGeneral } from "./config-file.ts"

/** The archive is not the one that the configuration used before. */
export class OtherArchive extends Data.TaggedError("OtherArchive")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}

/** Why the archive found, or none, does not match the note for this path; undefined if it does. */
const whyOther = (
  note: string,
  { noted, unread }: Note,
  path: string,
  found: Archive | undefined
): string | undefined => {
  if (unread !== undefined && found === undefined)
    return strings.recording.noteUnread(path, note, strings.reason(unread))
  if (noted.size === 0) return undefined
  if (noted.has(path)) {
    if (found === undefined) return strings.recording.archiveGone(path, note)
    return found.id === noted.get(path) ? undefined : strings.recording.archiveOther(path, note)
  }
  if (found === undefined) return strings.recording.archiveElsewhere(path, note, [...noted.keys()].join(", "))
  const isKnown = found.id !== undefined && [...noted.values()].includes(found.id)
  return isKnown ? undefined : strings.recording.archiveOther(path, note)
}

const found = (path: string) =>
  openArchive(path).pipe(
    Effect.map((archive): Archive | undefined => archive),
    Effect.catchTag("ArchiveMissing", () => Effect.succeed(undefined))
  )

/** The archive's path, the note, and why the archive does not match it; without a configuration there is no note. */
const noteAt = Effect.fnUntraced(function* (given: ArchiveFlags) {
  const path = yield* archivePath(given)
  const configuration = yield* readGeneral(given.config)
  const note = configuration === undefined ? undefined : notePath(configuration.path)
  const read: Note = note === undefined ? { noted: new Map(), unread: undefined } : yield* readNote(note)
  const reason =
    note === undefined ? undefined : whyOther(note, read, NodePath.resolve(path), yield* found(path))
  return { path, note, noted: read.noted, reason }
})

/** Whether a sync would refuse the archive at this path, or its absence. */
export const isOtherArchive = (given: ArchiveFlags) =>
  Effect.map(noteAt(given), ({ reason }) => reason !== undefined)

/** Opens or creates the archive for a sync; fails with `OtherArchive`, and as `openOrCreateArchive` does. */
export const openOwnArchive = Effect.fnUntraced(function* (given: ArchiveFlags & { readonly new: boolean }) {
  const messages = yield* Messages
  const { path, note, noted, reason } = yield* noteAt(given)
  const whole = NodePath.resolve(path)
  if (reason !== undefined && !given.new) return yield* new OtherArchive({ reason })
  const archive = yield* openOrCreateArchive(path)
  if (archive.isNew) yield* messages.note(strings.recording.newArchive(whole), "new_archive")
  if (note !== undefined && !(noted.has(whole) && noted.get(whole) === archive.id)) {
    const unwritten = yield* addToNote(note, archive)
    if (unwritten !== undefined)
      yield* messages.note(strings.recording.noNote(note, strings.reason(unwritten)), "no_note")
  }
  return archive satisfies Archive
})

/** Fails with `OtherArchive` unless the archive is still at its path, and the same. */
export const checkSame = Effect.fnUntraced(function* (archive: Archive) {
  const now = yield* found(archive.path)
  if (now?.id === archive.id && now !== undefined) return
  const path = NodePath.resolve(archive.path)
  return yield* new OtherArchive({
    reason: now === undefined ? strings.recording.gone(path) : strings.recording.replaced(path)
  })
})
