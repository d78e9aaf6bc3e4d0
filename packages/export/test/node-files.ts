// The file system of tests: node:fs behind effect's interface, as far as the package uses it.
// `failing` makes chosen operations fail the way an operating system does.
import { randomUUID } from "node:crypto"
import * as fs from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as PlatformError from "effect/PlatformError"

const tags: Record<string, PlatformError.SystemErrorTag> = {
  ENOENT: "NotFound",
  EACCES: "PermissionDenied",
  EPERM: "PermissionDenied",
  EEXIST: "AlreadyExists",
  EBUSY: "Busy",
  ENOTDIR: "BadResource"
}

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : ""

const attempt = <A>(method: string, path: string, run: () => Promise<A>) =>
  Effect.tryPromise({
    try: run,
    catch: (cause) =>
      PlatformError.systemError({
        _tag: tags[codeOf(cause)] ?? "Unknown",
        module: "FileSystem",
        method,
        pathOrDescriptor: path,
        cause
      })
  })

/** An error as Node raises it. */
export const systemCall = (code: string) => Object.assign(new Error(`${code}: made up`), { code })

const openFile = (path: string, flag: string, mode?: number) =>
  Effect.acquireRelease(
    attempt("open", path, () => fs.open(path, flag, mode)),
    (handle) => Effect.promise(() => handle.close())
  ).pipe(
    Effect.map(
      (handle): FileSystem.File => ({
        [FileSystem.FileTypeId]: FileSystem.FileTypeId,
        stat: Effect.die("not used"),
        seek: () => Effect.die("not used"),
        readAlloc: () => Effect.die("not used"),
        truncate: () => Effect.die("not used"),
        write: () => Effect.die("not used"),
        sync: attempt("sync", path, () => handle.sync()),
        read: (buffer) => attempt("read", path, async () => (await handle.read(buffer)).bytesRead),
        writeAll: (buffer) =>
          attempt("writeAll", path, async () => {
            for (let at = 0; at < buffer.length; )
              at += (await handle.write(buffer, at, buffer.length - at)).bytesWritten
          })
      })
    )
  )

const exists = (path: string) =>
  attempt("exists", path, () => fs.access(path)).pipe(
    Effect.as(true),
    Effect.catch((error) => (error.reason._tag === "NotFound" ? Effect.succeed(false) : Effect.fail(error)))
  )

/** Only what is asked for: when it was changed, its mode and its size. */
const stat = (path: string) =>
  attempt("stat", path, () => fs.stat(path)).pipe(
    Effect.map(
      ({ mode, mtime, size }) =>
        ({ mode, mtime: Option.some(mtime), size: ByteSize.bytes(size) }) as FileSystem.File.Info
    )
  )

const operations = {
  chmod: (path, mode) => attempt("chmod", path, () => fs.chmod(path, mode)),
  copyFile: (from, to) => attempt("copyFile", from, () => fs.copyFile(from, to)),
  exists,
  link: (from, to) => attempt("link", from, () => fs.link(from, to)),
  makeDirectory: (path, options) =>
    attempt("makeDirectory", path, () =>
      fs.mkdir(path, { recursive: options?.recursive ?? false, mode: options?.mode })
    ).pipe(Effect.asVoid),
  open: (path, options) => openFile(path, options?.flag ?? "r", options?.mode),
  readDirectory: (path, options) =>
    attempt("readDirectory", path, () => fs.readdir(path, { recursive: options?.recursive ?? false })),
  readFile: (path) => attempt("readFile", path, async () => new Uint8Array(await fs.readFile(path))),
  readFileString: (path) => attempt("readFile", path, () => fs.readFile(path, "utf8")),
  remove: (path, options) => attempt("remove", path, () => fs.rm(path, { force: options?.force ?? false })),
  rename: (from, to) => attempt("rename", from, () => fs.rename(from, to)),
  stat,
  utimes: (path, atime, mtime) => attempt("utimes", path, () => fs.utimes(path, atime, mtime)),
  writeFile: (path, data) => attempt("writeFile", path, () => fs.writeFile(path, data)),
  writeFileString: (path, text) => attempt("writeFile", path, () => fs.writeFile(path, text))
} satisfies Partial<FileSystem.FileSystem>

/** The real file system. */
export const nodeFiles = Layer.mergeAll(FileSystem.layerNoop(operations), Path.layer)

/** The real file system with some operations replaced. */
export const failing = (replace: (real: typeof operations) => Partial<FileSystem.FileSystem>) =>
  Layer.mergeAll(FileSystem.layerNoop({ ...operations, ...replace(operations) }), Path.layer)

/** A folder of its own for the time of a scope. */
export const temporaryFolder = Effect.acquireRelease(
  Effect.promise(async () => {
    const path = join(tmpdir(), `export-test-${randomUUID()}`)
    await fs.mkdir(path)
    return path
  }),
  (path) => Effect.promise(() => fs.rm(path, { recursive: true, force: true }))
)
