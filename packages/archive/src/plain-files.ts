// A file system that only opens files and folders, and makes folders where there can be some: opening a pipe, or reading a device, may block forever.
//
// A thread blocked while opening a pipe also keeps the process from exiting, whatever the signal.
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as PlatformError from "effect/PlatformError"
import { strangeKind } from "./file-kind.ts"
import type { NoFileKind } from "./reasons.ts"

/** The description is only the kind: `reasonOf` turns it into a reason. */
const refusal = (path: string, method: string, kind: NoFileKind) =>
  PlatformError.systemError({
    _tag: "BadResource",
    module: "FileSystem",
    method,
    pathOrDescriptor: path,
    description: kind
  })

/** Fails if a pipe, a device or a socket is opened, read or written as a file. */
export const plainFiles = Layer.effect(
  FileSystem.FileSystem,
  Effect.map(FileSystem.FileSystem, (fs) => {
    const checked = Effect.fnUntraced(function* (path: string, method: string) {
      const info = yield* Effect.option(fs.stat(path))
      const kind = info._tag === "Some" ? strangeKind(info.value.type) : undefined
      if (kind !== undefined) return yield* refusal(path, method, kind)
    })
    // One by one: where the system makes no folders, Node tries without an end.
    const makeFolders = (
      path: string,
      mode: number | undefined
    ): Effect.Effect<void, PlatformError.PlatformError> => {
      const parent = Path.dirname(path)
      const made = fs.makeDirectory(path, mode === undefined ? {} : { mode }).pipe(
        Effect.catchIf(
          ({ reason }) => reason._tag !== "NotFound",
          (error) =>
            Effect.flatMap(Effect.option(fs.stat(path)), (found) =>
              found._tag === "Some" && found.value.type === "Directory" ? Effect.void : Effect.fail(error)
            )
        )
      )
      return made.pipe(
        Effect.catchIf(
          ({ reason }) => reason._tag === "NotFound" && parent !== path,
          () =>
            // Another fiber may have made it since.
            Effect.flatMap(fs.exists(parent), (isThere) =>
              isThere ? made : Effect.andThen(makeFolders(parent, mode), made)
            )
        )
      )
    }
    return FileSystem.make({
      ...fs,
      makeDirectory: (path, options) =>
        options?.recursive === true
          ? makeFolders(Path.resolve(path), options.mode)
          : fs.makeDirectory(path, options),
      open: (path, options) => Effect.andThen(checked(path, "open"), fs.open(path, options)),
      readFile: (path) => Effect.andThen(checked(path, "readFile"), fs.readFile(path)),
      writeFile: (path, data, options) =>
        Effect.andThen(checked(path, "writeFile"), fs.writeFile(path, data, options))
    })
  })
)
