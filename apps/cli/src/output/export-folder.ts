// Checks a folder before an export: no other export is writing to it, and its content is an export
// of the same source.

import * as NodePath from "node:path"
import type { Database } from "@chatledger/analytics"
import { keptMarks, marksOf, type Pseudonyms, type selectionOf } from "@chatledger/analytics/internal"
import { withLockAt } from "@chatledger/archive/internal"
import type { Source } from "@chatledger/export"
import { makeFolder } from "@chatledger/export/internal"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { retryWhileLocked } from "../failures/retry-while-locked.ts"
import { strings } from "../messages/strings.ts"
import { FileNotWritten } from "../terminal/stdout.ts"

const LOCK = ".chatledger.lock"
const IDS_SHOWN = 3

/** Another export is writing to the folder. */
export class OutputBusy extends Data.TaggedError("OutputBusy")<{
  readonly path: string
  readonly holder: string
}> {
  override get message() {
    return strings.exporting.folderBusy(this.path, this.holder)
  }
}

/** Runs an export with exclusive use of the folder; fails with `OutputBusy` while another has it, or waits. */
export const inFolder = <A, E extends { readonly _tag: string }, R>(
  directory: string,
  wait: boolean,
  write: Effect.Effect<A, E, R>
) => {
  // The export's own failures must not look like the lock's.
  const result = withLockAt(NodePath.join(directory, LOCK), Effect.result(write))
  return Effect.andThen(makeFolder(directory), retryWhileLocked(wait, result)).pipe(
    Effect.catchTags({
      LockHeld: ({ holder }) => Effect.fail(new OutputBusy({ path: directory, holder })),
      ArchiveNotWritable: ({ reason }) =>
        Effect.fail(new FileNotWritten({ path: directory, reason: strings.reason(reason) }))
    }),
    Effect.flatMap(Effect.fromResult)
  )
}

type Selection = ReturnType<typeof selectionOf>

/** The source of an export, for its manifest. */
export interface Origin {
  readonly archive: ReadonlyArray<string>
  /** The flags as typed. */
  readonly asked: Selection
  readonly key_id: string | null
}

const textsIn = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : []

const namesOf = (name: string, ids: ReadonlyArray<string>) => {
  const more = ids.length > IDS_SHOWN ? " …" : ""
  return ids.length === 0 ? [] : [`--${name} ${ids.slice(0, IDS_SHOWN).join(", ")}${more}`]
}

const described = (selection: Selection): string =>
  Object.entries(selection)
    .flatMap(([name, ids]) => namesOf(name, ids))
    .join(" ") || strings.exporting.everything

const selectionIn = (source: Source): Selection | undefined => {
  const found = source["asked"]
  if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined
  const of = (name: keyof Selection) => [...textsIn(Reflect.get(found, name))]
  return { instance: of("instance"), chat: of("chat"), type: of("type") }
}

/** How the selection of an earlier export differs from this one; undefined if it does not. */
export const otherSelection = (earlier: Source | undefined, { asked }: Origin): string | undefined => {
  const before = earlier === undefined ? undefined : selectionIn(earlier)
  if (before === undefined || JSON.stringify(before) === JSON.stringify(asked)) return undefined
  return strings.exporting.otherChoice(described(before), described(asked))
}

/** The marks of an archive, and the part that an export keeps. */
export const originOf = Effect.fnUntraced(function* (
  archived: Database,
  asked: Selection,
  pseudonyms: Pseudonyms | undefined
) {
  const marks = yield* marksOf(archived, pseudonyms?.key)
  const origin: Origin = { archive: keptMarks(marks), asked, key_id: pseudonyms?.key.id ?? null }
  return { origin, marks: new Set(marks) }
})

/**
 * Why an earlier export must not be replaced: it is of another archive, or pseudonymised differently; or, for a dataset, of
 * other
 * instances, chats or types, so that parts would be lost and others mixed. A manifest without this information is no
 * reason.
 */
export const objectionTo = (
  earlier: Source | undefined,
  { marks, origin }: Effect.Success<ReturnType<typeof originOf>>,
  files: ReadonlyArray<string>
): string | undefined => {
  if (earlier === undefined) return undefined
  const before = textsIn(earlier["archive"])
  const key = earlier["key_id"]
  if (before.length > 0 && key !== undefined && key !== origin.key_id)
    return typeof key === "string" ? strings.exporting.otherKey(key) : strings.exporting.notPseudonymised
  if (before.length > 0 && !before.some((mark) => marks.has(mark))) return strings.exporting.otherArchive
  return files.some((name) => name.includes("/")) ? otherSelection(earlier, origin) : undefined
}
