// A file system that reads whole files only where they are files: to open a pipe may take for ever, and to read a device.
//
// What is read in pieces is looked at by whoever lists it (`pack.ts`, `saved-reply.ts`).
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as PlatformError from "effect/PlatformError"
import { strangeKind } from "./file-kind.ts"

const refusal = (path: string, kind: string) =>
  PlatformError.systemError({
    _tag: "BadResource",
    module: "FileSystem",
    method: "readFile",
    pathOrDescriptor: path,
    description: `it is ${kind}, not a file`
  })

/** Fails where a pipe, a device or a socket is read as a file. */
export const plainFiles = Layer.effect(
  FileSystem.FileSystem,
  Effect.map(FileSystem.FileSystem, (fs) =>
    FileSystem.make({
      ...fs,
      readFile: Effect.fnUntraced(function* (path) {
        const info = yield* Effect.option(fs.stat(path))
        const kind = info._tag === "Some" ? strangeKind(info.value.type) : undefined
        return kind === undefined ? yield* fs.readFile(path) : yield* refusal(path, kind)
      })
    })
  )
)
