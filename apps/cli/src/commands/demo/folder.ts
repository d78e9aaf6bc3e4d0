// The folder of the demo: the archive, and the files made of it.
//
// A later demo makes the archive anew; files are the exporter's, which replaces its own alone. A folder that
// no demo made is left alone.

import * as NodePath from "node:path"
import { reasonOf } from "@chatledger/archive"
import { writeTextFile } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { PlatformError } from "effect/PlatformError"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { FileNotWritten } from "../../terminal/stdout.ts"

/** A file by which a later demo knows that the folder is its own. */
const MARK = ".chatledger-demo"

export interface DemoFolder {
  readonly root: string
  readonly archive: string
  readonly files: string
  /** A file of names, as a user brings one. */
  readonly names: string
}

/** Makes the folder ready for a new demo; fails with `WrongUsage` and `FileNotWritten`. */
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
