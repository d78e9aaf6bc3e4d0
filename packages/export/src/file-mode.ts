// Who may read what is written: the rule for every file and folder that an export makes.
// A folder that is made is the user's alone, and so are the files in it. In a folder that was there a new file is readable by
// those who may read the folder, as far as the umask lets them; never executable, never writable by others.
// A file that is replaced keeps its mode. Windows has no modes: there the folder's rights hold.
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

/** The mode of a file that is there, for the one that replaces it. */
export const keptMode = (path: string) => (process.platform === "win32" ? Effect.succeedNone : modeAt(path))

/** Makes an empty file at `path` for a folder, with the mode kept from the one that it replaces, if there is one. */
export const makeFile = Effect.fnUntraced(function* (
  path: string,
  folder: string,
  kept: Option.Option<number>
) {
  const fs = yield* FileSystem.FileSystem
  const readable = Option.getOrElse(yield* modeAt(folder), () => 0) & READABLE_BY_OTHERS
  yield* Effect.scoped(fs.open(path, { flag: "wx", mode: OWN | readable }))
  // A file system without modes of its own refuses: then its own hold.
  if (Option.isSome(kept)) yield* Effect.ignore(fs.chmod(path, kept.value))
})
