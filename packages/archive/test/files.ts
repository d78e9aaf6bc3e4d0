// The file system of the tests: Node's, watched, and with faults where a test wants them.
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as PlatformError from "effect/PlatformError"

/** What is done to a file or folder, as `sync folder/name`. */
export type Call = `${"open" | "write" | "sync" | "link" | "rename" | "remove" | "makeDirectory"} ${string}`

/** A code of the operating system if this call is to fail. */
export type Fault = (call: Call) => string | undefined

/** A failure of the operating system. */
export const systemError = (code: string, path: string) =>
  PlatformError.systemError({
    _tag: "Unknown",
    module: "FileSystem",
    method: "test",
    pathOrDescriptor: path,
    cause: Object.assign(new Error(code), { code })
  })

/** Notes every call, and fails those that the fault names. */
export const watchedFiles = (calls: Array<Call>, fault: Fault = () => undefined) =>
  Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => {
      const watched = <A>(call: Call, path: string, effect: Effect.Effect<A, PlatformError.PlatformError>) =>
        Effect.suspend(() => {
          calls.push(call)
          const code = fault(call)
          return code === undefined ? effect : Effect.fail(systemError(code, path))
        })
      const watchedFile = (path: string, file: FileSystem.File): FileSystem.File => ({
        [FileSystem.FileTypeId]: FileSystem.FileTypeId,
        stat: file.stat,
        sync: watched(`sync ${path}`, path, file.sync),
        seek: (offset, from) => file.seek(offset, from),
        read: (buffer, options) => file.read(buffer, options),
        readAlloc: (size, options) => file.readAlloc(size, options),
        truncate: (length) => file.truncate(length),
        write: (buffer) => watched(`write ${path}`, path, file.write(buffer)),
        writeAll: (buffer) => watched(`write ${path}`, path, file.writeAll(buffer))
      })
      return FileSystem.FileSystem.of({
        ...fs,
        open: (path, options) =>
          Effect.map(
            Effect.andThen(watched(`open ${path}`, path, Effect.void), fs.open(path, options)),
            (file) => watchedFile(path, file)
          ),
        link: (from, to) => watched(`link ${to}`, to, fs.link(from, to)),
        rename: (from, to) => watched(`rename ${to}`, to, fs.rename(from, to)),
        remove: (path, options) => watched(`remove ${path}`, path, fs.remove(path, options)),
        makeDirectory: (path, options) =>
          watched(`makeDirectory ${path}`, path, fs.makeDirectory(path, options))
      })
    })
  ).pipe(Layer.provideMerge(NodeServices.layer))
