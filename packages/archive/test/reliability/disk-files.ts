// A disk in memory behind Effect's `FileSystem`, as far as the archive and the export use it.
//
// Every call that could change something is told before it happens, and may be failed. Once the power is off nothing
// changes any more, and every call fails.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as PlatformError from "effect/PlatformError"
import { type Disk, DiskError, DiskFile, DiskFolder } from "./disk.ts"

/** A call that is about to happen. */
export interface Call {
  readonly name:
    | "open"
    | "make"
    | "write"
    | "sync"
    | "link"
    | "rename"
    | "remove"
    | "makeDirectory"
    | "utimes"
    | "read"
  readonly path: string
  /** Of a write: the file, and what it holds once all is written. */
  readonly write?: { readonly file: DiskFile; readonly before: number; readonly next: Uint8Array }
}

/** Looks at a call; a code of the operating system fails it. */
export type Watcher = (call: Call) => string | undefined

const tags: Readonly<Record<string, PlatformError.SystemErrorTag>> = {
  ENOENT: "NotFound",
  EEXIST: "AlreadyExists",
  EACCES: "PermissionDenied",
  EPERM: "PermissionDenied",
  EBUSY: "Busy",
  ENOTDIR: "BadResource",
  EISDIR: "BadResource"
}

const failure = (code: string, method: string, path: string) =>
  PlatformError.systemError({
    _tag: tags[code] ?? "Unknown",
    module: "FileSystem",
    method,
    pathOrDescriptor: path,
    cause: new DiskError(code)
  })

const joined = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

export interface DiskFilesOptions {
  readonly watch?: Watcher | undefined
  /** Told while a file is open for writing. */
  readonly onBusy?: ((change: 1 | -1) => void) | undefined
}

/** The file system of a disk. */
export const diskFiles = (disk: Disk, { watch = () => undefined, onBusy }: DiskFilesOptions = {}) => {
  const attempt = <A>(call: Call, act: () => A) =>
    Effect.suspend(() => {
      try {
        const code = watch(call)
        return code === undefined ? Effect.succeed(act()) : Effect.fail(failure(code, call.name, call.path))
      } catch (error) {
        if (error instanceof DiskError) return Effect.fail(failure(error.code, call.name, call.path))
        throw error
      }
    })
  const read = <A>(path: string, act: () => A) => attempt({ name: "read", path }, act)

  const append = (path: string, file: DiskFile, bytes: Uint8Array) => {
    const next = joined(file.content, bytes)
    return attempt({ name: "write", path, write: { file, before: file.content.length, next } }, () =>
      disk.write(file, next)
    )
  }

  const opened = (path: string, flag: FileSystem.OpenFlag) => {
    if (flag === "r" || flag === "r+") return read(path, () => disk.find(path))
    if (flag === "wx") return attempt({ name: "make", path }, () => disk.makeFile(path))
    return attempt({ name: "make", path }, () => {
      try {
        const file = disk.file(path)
        if (flag === "w") disk.write(file, new Uint8Array(0))
        return file
      } catch (error) {
        if (error instanceof DiskError && error.code === "ENOENT") return disk.makeFile(path)
        throw error
      }
    })
  }

  const infoOf = (node: DiskFile | DiskFolder) => ({
    type: node instanceof DiskFile ? "File" : "Directory",
    mtime: Option.some(new Date(node instanceof DiskFile ? node.modified : 0)),
    size: BigInt(node instanceof DiskFile ? node.content.length : 0),
    mode: 0
  })

  const fileOf = (path: string, node: DiskFile | DiskFolder): FileSystem.File => {
    let at = 0
    const readNext = (length: number) =>
      read(path, () => {
        if (node instanceof DiskFolder) throw new DiskError("EISDIR")
        const bytes = node.content.slice(at, at + length)
        at += bytes.length
        return bytes
      })
    const add = (bytes: Uint8Array) =>
      node instanceof DiskFolder ? Effect.die("a folder") : append(path, node, bytes)
    return {
      [FileSystem.FileTypeId]: FileSystem.FileTypeId,
      stat: Effect.die("not used"),
      seek: (offset) =>
        Effect.sync(() => {
          at = Number(offset)
          return offset
        }),
      sync: attempt({ name: "sync", path }, () =>
        node instanceof DiskFolder ? disk.flushFolder(node) : disk.flushFile(node)
      ),
      read: (buffer) =>
        Effect.map(readNext(buffer.length), (bytes) => {
          buffer.set(bytes)
          return bytes.length
        }),
      readAlloc: (size) =>
        Effect.map(readNext(size), (bytes) => (bytes.length === 0 ? Option.none() : Option.some(bytes))),
      truncate: () => Effect.die("not used"),
      write: (buffer) => Effect.as(add(buffer), buffer.length),
      writeAll: add
    }
  }

  const open: FileSystem.FileSystem["open"] = (path, options) => {
    const flag = options?.flag ?? "r"
    const isWriting = flag !== "r"
    return Effect.acquireRelease(
      Effect.tap(opened(path, flag), () => Effect.sync(() => isWriting && onBusy?.(1))),
      () => Effect.sync(() => isWriting && onBusy?.(-1))
    ).pipe(Effect.map((node) => fileOf(path, node)))
  }

  const makeDirectory: FileSystem.FileSystem["makeDirectory"] = (path, options) =>
    Effect.gen(function* () {
      const parts = path.slice(disk.mount.length).split("/").filter(Boolean)
      const all = parts.map((_, index) => [disk.mount, ...parts.slice(0, index + 1)].join("/"))
      const wanted = options?.recursive === true ? all : all.slice(-1)
      for (const each of wanted) {
        const isThere = yield* Effect.orElseSucceed(
          read(each, () => disk.folder(each) instanceof DiskFolder),
          () => false
        )
        if (!isThere || options?.recursive !== true)
          yield* attempt({ name: "makeDirectory", path: each }, () => disk.makeFolder(each))
      }
    })

  const remove: FileSystem.FileSystem["remove"] = (path, options) => {
    const one = (each: string): Effect.Effect<void, PlatformError.PlatformError> =>
      Effect.gen(function* () {
        const node = yield* read(each, () => disk.find(each))
        if (node instanceof DiskFolder && options?.recursive === true)
          for (const name of node.names.keys()) yield* one(`${each}/${name}`)
        yield* attempt({ name: "remove", path: each }, () => disk.remove(each))
      })
    return options?.force === true
      ? Effect.catchIf(
          one(path),
          (error) => error.reason._tag === "NotFound",
          () => Effect.void
        )
      : one(path)
  }

  const unused = () => Effect.die("the model does not have it")
  return FileSystem.make({
    access: (path) => Effect.asVoid(read(path, () => disk.find(path))),
    copy: unused,
    copyFile: unused,
    chmod: () => Effect.void,
    chown: unused,
    link: (from, to) => attempt({ name: "link", path: to }, () => disk.link(from, to)),
    lstat: unused,
    makeDirectory,
    makeTempDirectory: unused,
    makeTempDirectoryScoped: unused,
    makeTempFile: unused,
    makeTempFileScoped: unused,
    open,
    readDirectory: (path) => read(path, () => [...disk.folder(path).names.keys()]),
    readDirectoryEntries: (path) =>
      read(path, () =>
        [...disk.folder(path).names].map(([name, node]) => ({
          name,
          type: node instanceof DiskFile ? ("File" as const) : ("Directory" as const)
        }))
      ),
    readFile: (path) => read(path, () => disk.file(path).content.slice()),
    // No name of the model is a link.
    readLink: (path) => read(path, () => disk.find(`${path}/link`) as unknown as string),
    realPath: (path) => Effect.succeed(path),
    remove,
    rename: (from, to) => attempt({ name: "rename", path: to }, () => disk.rename(from, to)),
    stat: (path) => read(path, () => infoOf(disk.find(path)) as unknown as FileSystem.File.Info),
    symlink: unused,
    truncate: unused,
    utimes: (path, _accessed, modified) =>
      attempt({ name: "utimes", path }, () => {
        disk.file(path).modified = typeof modified === "number" ? modified * 1000 : modified.getTime()
      }),
    watch: () => {
      throw new Error("the model does not have it")
    },
    writeFile: (path, bytes, options) =>
      Effect.scoped(
        Effect.flatMap(open(path, { flag: options?.flag ?? "w" }), (file) => file.writeAll(bytes))
      )
  })
}
