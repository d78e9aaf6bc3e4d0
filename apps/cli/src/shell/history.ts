// The history of statements: one per line, in the user's state folder, readable only by the user.
//
// It may contain names and texts from chats; `--no-history` keeps nothing. Without a readable and writable history
// the shell works, too.
import * as NodePath from "node:path"
import { replaceFile } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { identity } from "effect/Function"
import { homeFolder } from "../invocation/home.ts"

export const MOST_LINES = 1000
const NAME = "sql-history"

/**
 * The path of the history: under `$XDG_STATE_HOME` or `~/.local/state`, on Windows `%LOCALAPPDATA%`; undefined
 * without a home folder.
 */
export const historyPath = (
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform
): string | undefined => {
  const home = homeFolder()
  const { XDG_STATE_HOME, LOCALAPPDATA } = env
  const folder = platform === "win32" ? LOCALAPPDATA : XDG_STATE_HOME
  const isGood = folder !== undefined && NodePath.isAbsolute(folder)
  if (isGood) return NodePath.join(folder, "chatledger", NAME)
  return home === undefined ? undefined : NodePath.join(home, ".local", "state", "chatledger", NAME)
}

/** The lines of the history, newest last; a long history is truncated. */
export const readHistory = Effect.fnUntraced(
  function* (path: string) {
    const fs = yield* FileSystem.FileSystem
    yield* fs.makeDirectory(NodePath.dirname(path), { recursive: true, mode: 0o700 })
    if (!(yield* fs.exists(path))) yield* fs.writeFileString(path, "", { mode: 0o600 })
    yield* fs.chmod(path, 0o600)
    const lines = (yield* fs.readFileString(path)).split("\n").filter((line) => line !== "")
    if (lines.length <= MOST_LINES) return lines
    const kept = lines.slice(-MOST_LINES)
    yield* replaceFile(path, (put) => put(Buffer.from(`${kept.join("\n")}\n`)), { failed: identity })
    return kept
  },
  Effect.orElseSucceed((): ReadonlyArray<string> => [])
)

export const addToHistory = Effect.fnUntraced(function* (path: string, line: string) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.ignore(fs.writeFileString(path, `${line}\n`, { flag: "a", mode: 0o600 }))
})
