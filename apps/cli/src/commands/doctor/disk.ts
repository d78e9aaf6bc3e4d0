// Whether the archive can be stored at its place: permissions, and free disk space.

import { randomBytes } from "node:crypto"
import { statfs } from "node:fs/promises"
import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { sizeText } from "../../messages/unit-text.ts"
import type { Finding } from "./finding.ts"
import { doctorLanguage, doctorStrings } from "./strings.ts"

const LITTLE_ROOM_BYTES = 1_000_000_000

/** The folder itself, or its nearest existing parent. */
const nearest = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  let folder = NodePath.resolve(path)
  while (
    !(yield* Effect.orElseSucceed(fs.exists(folder), () => false)) &&
    NodePath.dirname(folder) !== folder
  )
    folder = NodePath.dirname(folder)
  return folder
})

const writable = Effect.fnUntraced(function* (path: string, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const probe = NodePath.join(folder, `.chatledger-doctor.tmp-${randomBytes(6).toString("hex")}`)
  const written = yield* Effect.result(
    Effect.andThen(fs.writeFile(probe, new Uint8Array(1), { flag: "wx", mode: 0o600 }), fs.remove(probe))
  )
  const isThere = folder === NodePath.resolve(path)
  if (written._tag === "Success")
    return {
      subject: "archive",
      check: "writing",
      health: "ok",
      found: isThere ? doctorStrings.doctor.writable : doctorStrings.doctor.willBeMade
    } satisfies Finding
  return {
    subject: "archive",
    check: "writing",
    health: "problem",
    found: doctorStrings.doctor.notWritable(folder),
    advice: doctorStrings.reason(reasonOf(written.failure)),
    tag: "ArchiveNotWritable"
  } satisfies Finding
})

const modes = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(path))
  if (process.platform === "win32" || Option.isNone(info)) return []
  const isOpen = (info.value.mode & 0o077) !== 0
  return [
    {
      subject: "archive",
      check: "permissions",
      health: isOpen ? "warning" : "ok",
      found: (info.value.mode & 0o777).toString(8).padStart(4, "0"),
      ...(isOpen ? { advice: doctorStrings.doctor.openFolder(path) } : {})
    } satisfies Finding
  ]
})

const room = Effect.fnUntraced(function* (folder: string) {
  const info = yield* Effect.option(Effect.tryPromise(() => statfs(folder)))
  if (Option.isNone(info)) return []
  const free = info.value.bavail * info.value.bsize
  const isLittle = free < LITTLE_ROOM_BYTES
  return [
    {
      subject: "archive",
      check: "disk",
      health: isLittle ? "warning" : "ok",
      found: doctorStrings.doctor.free(sizeText(free, doctorLanguage)),
      ...(isLittle ? { advice: doctorStrings.doctor.littleRoom } : {})
    } satisfies Finding
  ]
})

/** Findings about the disk at the archive's place. */
export const diskFindings = Effect.fnUntraced(function* (path: string) {
  const folder = yield* nearest(path)
  return [yield* writable(path, folder), ...(yield* modes(path)), ...(yield* room(folder))]
})
