// File modes of an export.
// A new folder and its files are accessible only to the user. In an existing folder a new file is readable by
// those who may read the folder, within the umask; never executable, never writable by others.
// A replaced file keeps its mode. Windows has no modes: files get the folder's permissions.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"

const OWN = 0o600
const READABLE_BY_OTHERS = 0o044
const PERMISSIONS = 0o777

const modeAt = (path: string) =>
  FileSystem.FileSystem.use((fs) => fs.stat(path)).pipe(
    Effect.map(({ mode }) => mode & PERMISSIONS),
    Effect.option
  )

/** The mode of an existing file, for its replacement. */
export const keptMode = (path: string) => (process.platform === "win32" ? Effect.succeedNone : modeAt(path))

/** Creates an empty file at `path` for a folder, with the mode of the replaced file, if any. */
export const makeFile = Effect.fnUntraced(function* (
  path: string,
  folder: string,
  kept: Option.Option<number>
) {
  const fs = yield* FileSystem.FileSystem
  const readable = Option.getOrElse(yield* modeAt(folder), () => 0) & READABLE_BY_OTHERS
  yield* Effect.scoped(fs.open(path, { flag: "wx", mode: OWN | readable }))
  // Ignores file systems that do not support modes.
  if (Option.isSome(kept)) yield* Effect.ignore(fs.chmod(path, kept.value))
})
