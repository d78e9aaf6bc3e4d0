// Moves finished files into an export folder, so that an interrupted run always leaves old and new files, each complete,
// and a list of ours: `.manifest.partial.json` is written first, `manifest.json` last.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { WrittenFile } from "./file.ts"
import { keptMode } from "./file-mode.ts"
import type { ExportFolder } from "./folder.ts"
import {
  type Manifest,
  manifestName,
  manifestText,
  partialManifestName,
  partialText,
  type Run,
  runsOf
} from "./manifest.ts"
import { isPartitionFile } from "./partition.ts"
import {
  flushFolder,
  makeFolder,
  notWritable,
  putInPlace,
  type TempFile,
  tempFile,
  writeText
} from "./temp-file.ts"

/** A finished file that is not yet in place. */
export interface Finished extends WrittenFile {
  readonly temporary: TempFile
}

const replaceText = (target: string, text: string, mode?: Option.Option<number>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const file = yield* tempFile(target, undefined, mode)
      yield* writeText(file, text)
      yield* putInPlace(file)
    })
  )

const removeIn = (directory: string) =>
  Effect.fnUntraced(function* (name: string) {
    const fs = yield* FileSystem.FileSystem
    const path = (yield* Path.Path).join(directory, name)
    yield* fs.remove(path, { force: true }).pipe(notWritable(path))
  })

/** The folders with changed names, the export's own last. */
const foldersOf = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const paths = names.flatMap((name) => {
    const parts = name.split("/").slice(0, -1)
    return parts.map((_, end) => parts.slice(0, parts.length - end).join("/"))
  })
  return [...new Set(paths), "."]
}

/** Moves the files of a run into place, removes stale ones, and updates the manifest. */
export const putAllInPlace = Effect.fnUntraced(function* (
  folder: ExportFolder,
  finished: ReadonlyArray<Finished>,
  manifest: Manifest,
  stale: ReadonlyArray<string>
) {
  const { basename, dirname, join } = yield* Path.Path
  const { directory } = folder
  const at = (name: string) => join(directory, name)
  const remove = removeIn(directory)
  const ours = new Set([...folder.ours, ...manifest.files.map(({ file }) => file), manifestName])
  const waiting = new Set(folder.waiting)
  const remember = Effect.suspend(() =>
    replaceText(
      at(partialManifestName),
      partialText({
        files: [...ours, ...waiting],
        runs: [...folder.runs, ...runsOf(manifest)],
        waiting: [...waiting]
      })
    )
  )
  const mode = yield* keptMode(at(manifestName))
  yield* remember
  // Each step must be on disk before the next one, since a disk may store names in any order.
  yield* flushFolder(directory)
  yield* remove(manifestName)
  yield* flushFolder(directory)
  let placed = 0
  for (const each of finished) {
    if (isPartitionFile(each.file.file)) yield* makeFolder(dirname(each.temporary.target))
    yield* putInPlace(each.temporary).pipe(
      Effect.tapError(({ keptAt }) => {
        if (keptAt !== undefined) waiting.add(basename(keptAt))
        const before = Option.filter(folder.manifest, () => placed === 0)
        return Option.match(before, {
          onNone: () => remember,
          onSome: (text) => Effect.andThen(remember, replaceText(at(manifestName), manifestText(text), mode))
        })
      })
    )
    placed++
  }
  for (const name of stale) yield* remove(name)
  const changed = [...manifest.files.map(({ file }) => file), ...stale]
  for (const each of foldersOf(changed)) yield* flushFolder(at(each))
  yield* replaceText(at(manifestName), manifestText(manifest), mode)
  yield* flushFolder(directory)
  yield* remove(partialManifestName)
  yield* flushFolder(directory)
})

const without = (manifest: Manifest, name: string): Manifest => ({
  ...manifest,
  files: manifest.files.filter(({ file }) => file !== name),
  kept: (manifest.kept ?? [])
    .map((run) => ({ ...run, files: run.files.filter(({ file }) => file !== name) }))
    .filter(({ files }) => files.length > 0),
  cuts: manifest.cuts.filter(({ file }) => file !== name)
})

/** Moves a single file into place; a manifest that lists the name is updated. */
export const putFileInPlace = Effect.fnUntraced(function* (
  folder: ExportFolder,
  name: string,
  run: Run,
  written: TempFile
) {
  const { join } = yield* Path.Path
  const { directory, ours, runs, waiting } = folder
  const at = (name: string) => join(directory, name)
  const manifest = Option.getOrUndefined(folder.manifest)
  if (manifest === undefined || !ours.has(name)) {
    yield* putInPlace(written)
    return yield* flushFolder(directory)
  }
  const rest = without(manifest, name)
  const partial = { files: [...ours], runs: [...runs, run], waiting }
  yield* replaceText(at(partialManifestName), partialText(partial))
  yield* flushFolder(directory)
  yield* replaceText(at(manifestName), manifestText(rest))
  yield* flushFolder(directory)
  yield* putInPlace(written)
  yield* flushFolder(directory)
  yield* replaceText(at(manifestName), manifestText({ ...rest, kept: [...(rest.kept ?? []), run] }))
  yield* flushFolder(directory)
  yield* removeIn(directory)(partialManifestName)
  yield* flushFolder(directory)
})
