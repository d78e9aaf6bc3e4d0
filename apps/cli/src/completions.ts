// `--completions SHELL`: effect/cli's script, extended with files, folders, statistics, tables, columns, chats and instances.
//
// The script matches the version that wrote it; chats and instances are asked of the archive at the moment of completion.

import * as Console from "effect/Console"
import * as Completions from "effect/cli/Completions"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { idLists, type Shell, withIds } from "./completion-ids.ts"
import type { Known } from "./known-values.ts"
import { helpStrings } from "./messages/strings.ts"

const files = ["config", "token-file", "file", "names", "roster", "key-file"]
const folders = ["archive", "cache", "dataset", "media", "queries", "transcripts"]
const eithers = ["out"]
/** Commands that name a new instance. */
const beginning = ["init"]

type Type = Completions.FlagDescriptor["type"] & Completions.ArgumentDescriptor["type"]

const path = (pathType: "file" | "directory" | "either"): Type => ({ _tag: "Path", pathType })
const choice = (values: ReadonlyArray<string>): Type => ({ _tag: "Choice", values })

/** The type of a command's text flag or argument, by name; undefined for any text. */
const typeOf = (command: string, name: string, known: Known): Type | undefined => {
  if (files.includes(name)) return path("file")
  if (folders.includes(name)) return path("directory")
  if (eithers.includes(name)) return path("either")
  if (command === "import" && name === "paths") return path("either")
  if (command === "stats" && name === "name") return choice(known.statistics)
  if (command === "export" && name === "table") return choice(known.tables)
  if (name === "chat") return choice([idLists.chats])
  if (name === "instance" && !beginning.includes(command)) return choice([idLists.instances])
  if (name !== "columns" && name !== "sort") return undefined
  return choice(command === "status" ? Object.keys(helpStrings.statusColumns) : known.columns)
}

/** A command's descriptor with the types of its texts. */
export const withKnown = (
  command: Completions.CommandDescriptor,
  known: Known
): Completions.CommandDescriptor => {
  const typed = <One extends { readonly name: string; readonly type: { readonly _tag: string } }>(
    one: One
  ): One => {
    const type = one.type._tag === "String" ? typeOf(command.name, one.name, known) : undefined
    return type === undefined ? one : { ...one, type }
  }
  return {
    ...command,
    flags: command.flags.map(typed),
    arguments: command.arguments.map(typed),
    subcommands: command.subcommands.map((each) => withKnown(each, known))
  }
}

/** Replaces the library's own flag. */
export const completionsFlag: typeof GlobalFlag.Completions = {
  ...GlobalFlag.Completions,
  run: Effect.fnUntraced(function* (shell, { command }) {
    if (Option.isNone(shell)) return
    const { knownValues } = yield* Effect.promise(() => import("./known-values.ts"))
    const descriptor = withKnown(Completions.fromCommand(command), knownValues())
    const script = Completions.generate(command.name, shell.value, descriptor)
    yield* Console.log(withIds(script, shell.value satisfies Shell))
  })
}
