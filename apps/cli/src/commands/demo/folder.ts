// The folder of the demo: its archive, and the files made from it.
//
// A later demo recreates the archive; the exporter replaces only its own files. A folder that
// no demo created is left alone.

import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive/internal"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { PlatformError } from "effect/PlatformError"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { FileNotWritten } from "../../terminal/stdout.ts"

/** Marks a folder as created by the demo. */
const MARK = ".chatledger-demo"

export interface DemoFolder {
  readonly root: string
  readonly archive: string
  readonly files: string
  /** A names file, like a user's own. */
  readonly names: string
}

/** Prepares the folder for a new demo; fails with `WrongUsage` and `FileNotWritten`. */
export const makeDemoFolder = Effect.fnUntraced(function* (root: string) {
  const fs = yield* FileSystem.FileSystem
  const notWritten = Effect.mapError(
    (error: PlatformError) => new FileNotWritten({ path: root, reason: strings.reason(reasonOf(error)) })
  )
  const found = yield* Effect.option(fs.stat(root))
  if (root === "" || (Option.isSome(found) && found.value.type !== "Directory"))
    return yield* new WrongUsage({ reason: strings.demo.noFolder(root) })
  const names = Option.isSome(found) ? yield* notWritten(fs.readDirectory(root)) : []
  if (names.length > 0 && !names.includes(MARK))
    return yield* new WrongUsage({
      reason: strings.demo.notOurs(root)
    })
  const folder: DemoFolder = {
    root,
    archive: NodePath.join(root, "archive"),
    files: NodePath.join(root, "files"),
    names: NodePath.join(root, "names.csv")
  }
  yield* writeTextFile(NodePath.join(root, MARK), (write) => write(`${programText}\n`))
  yield* notWritten(fs.remove(folder.archive, { recursive: true, force: true }))
  return folder
})
