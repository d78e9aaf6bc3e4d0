// Detects paths that are not regular files: opening them might block forever.
//
// Pipes, devices and sockets are recognised by type. Files of /proc and /sys report to be regular, so they
// are recognised by file system. Links are followed.
import * as Fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { ImportReason, NoFileKind } from "./reasons.ts"

const kinds: Partial<Record<FileSystem.File.Type, NoFileKind>> = {
  FIFO: "pipe",
  Socket: "socket",
  CharacterDevice: "device",
  BlockDevice: "device"
}

/** The kind of what is neither a file nor a folder; undefined for those. */
export const strangeKind = (type: FileSystem.File.Type): NoFileKind | undefined => kinds[type]

/** Virtual file systems of the kernel: proc, sysfs, debugfs, tracefs, cgroup, cgroup2, securityfs. */
const madeUp = new Set([0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x27e0eb, 0x63677270, 0x73636673])

const isMadeUp = (path: string) =>
  process.platform === "linux"
    ? Effect.promise(() =>
        Fs.statfs(path).then(
          ({ type }) => madeUp.has(type),
          () => false
        )
      )
    : Effect.succeed(false)

/** The kind of a link's target if it is neither a regular file nor a folder. */
export const strangeTarget = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(path))
  if (info._tag === "None") return undefined
  return strangeKind(info.value.type) ?? ((yield* isMadeUp(path)) ? "system_file" : undefined)
})

/** Why a path cannot be imported; undefined for a file or a folder. */
export const whyNoFile = Effect.fnUntraced(function* (path: string, type: FileSystem.File.Type) {
  const kind = strangeKind(type) ?? ((yield* isMadeUp(path)) ? "system_file" : undefined)
  if (kind === "pipe" || kind === "system_file") return { code: kind } satisfies ImportReason
  return kind === undefined ? undefined : ({ code: "no_file", kind } satisfies ImportReason)
})
