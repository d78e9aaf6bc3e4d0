// Exports text files into a folder, like every export: temporary names, flushed, moved into place together, the manifest last.
// The caller writes the texts in pieces, one file after the other; their bytes are counted and hashed meanwhile.
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Path from "effect/Path"
import * as Scope from "effect/Scope"
import { InvalidExport, type OutputNotWritable } from "./errors.ts"
import { type EarlierRuns, type RunSettings, runIntoFolder } from "./folder-run.ts"
import type { ManifestFile } from "./manifest.ts"
import type { Finished } from "./place.ts"
import { openText, tempFile, type WriteText } from "./temp-file.ts"

/** A text file to write, and the number of table rows in it. */
export interface TextFile {
  readonly name: string
  readonly format: Extract<ManifestFile["format"], "html" | "md" | "txt">
  readonly table: string
  readonly rows: number
}

/** Options of an export of texts into a folder. */
export interface ExportTextsOptions
  extends EarlierRuns,
    Pick<RunSettings, "createdAt" | "program" | "source" | "timeZone"> {
  /** Created if it does not exist. */
  readonly directory: string
  readonly files: ReadonlyArray<TextFile>
  /** True to replace files that no earlier run wrote, and exports of something else. */
  readonly force: boolean
}

/** Receives the text of a file; call `end` when it is complete. */
export interface TextSink {
  readonly write: WriteText
  readonly end: Effect.Effect<void, OutputNotWritable>
}

const openSink = Effect.fnUntraced(function* (
  directory: string,
  { format, name, rows, table }: TextFile,
  onEnd: (finished: Finished) => void
) {
  const { join } = yield* Path.Path
  const temporary = yield* tempFile(join(directory, name), directory)
  // Closed as soon as it is complete: there may be thousands.
  const scope = yield* Effect.acquireRelease(Scope.make(), (made, exit) => Scope.close(made, exit))
  const { end, write } = yield* Scope.provide(openText(temporary), scope)
  const listed = Effect.flatMap(end, ({ bytes, sha256 }) => {
    const file = { file: name, format, tables: [{ table, rows }], rows, bytes, sha256 }
    onEnd({ file, cuts: [], temporary })
    return Scope.close(scope, Exit.void)
  })
  return { write, end: listed } satisfies TextSink
})

/**
 * Exports texts into a folder and returns the content of `manifest.json`. `write` opens, writes and ends each file
 * in turn. Fails with `InvalidExport`, `OutputExists`, `OutputOfAnother` and `OutputNotWritable`, and as `write` does.
 */
export const exportTexts = Effect.fnUntraced(function* <E, R>(
  { directory, files, ...options }: ExportTextsOptions,
  write: (open: (name: string) => ReturnType<typeof openSink>) => Effect.Effect<void, E, R>
) {
  const wrong = files.find(({ name }) => /^\.*$|[/\\\0]/.test(name))
  if (wrong !== undefined)
    return yield* new InvalidExport({ reason: { code: "file_name_invalid", name: wrong.name } })
  const named = new Map(files.map((file) => [file.name, file]))
  const finished: Array<Finished> = []
  const open = Effect.fnUntraced(function* (name: string) {
    const file = named.get(name)
    if (file === undefined) return yield* Effect.die(new Error(`${name} is not among the files`))
    return yield* openSink(directory, file, (each) => finished.push(each))
  })
  const settings = { ...options, metadata: {}, isOwn: () => Effect.succeed(false) }
  const names = files.map(({ name }) => name)
  return yield* runIntoFolder(directory, names, settings, options, Effect.as(write(open), finished))
}, Effect.scoped)
