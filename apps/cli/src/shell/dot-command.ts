// Dot commands of the shell: a line that begins with a dot and a word, then arguments.

import { nearNames } from "@chatledger/analytics/internal"
import { helpStrings } from "../messages/strings.ts"
import { type TextFormat, textFormats } from "../output/format.ts"

/** Every command with its usage and meaning. */
export const dotCommands = {
  ".tables": { usage: ".tables", meaning: helpStrings.shell.tables },
  ".schema": { usage: ".schema [TABLE]", meaning: helpStrings.shell.schema },
  ".stats": {
    usage: ".stats [NAME [PARAMETER=VALUE ...]]",
    meaning: helpStrings.shell.stats
  },
  ".mode": { usage: `.mode ${textFormats.join("|")}`, meaning: helpStrings.shell.mode },
  ".export": {
    usage: ".export FILE [--force]",
    meaning: helpStrings.shell.export
  },
  ".timer": { usage: ".timer on|off", meaning: helpStrings.shell.timer },
  ".help": { usage: ".help", meaning: helpStrings.shell.help },
  ".quit": { usage: ".quit", meaning: helpStrings.shell.quit }
} as const

export type DotCommand =
  | { readonly kind: "tables" | "help" | "quit" }
  | { readonly kind: "schema"; readonly table: string | undefined }
  | {
      readonly kind: "stats"
      readonly name: string | undefined
      readonly parameters: Readonly<Record<string, string>>
    }
  | { readonly kind: "mode"; readonly mode: TextFormat }
  | { readonly kind: "export"; readonly file: string; readonly force: boolean }
  | { readonly kind: "timer"; readonly isOn: boolean }
  | { readonly kind: "wrong"; readonly reason: string }

const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map(([word, double, single]) => double ?? single ?? word)

const wrong = (reason: string): DotCommand => ({ kind: "wrong", reason })
const usage = (name: keyof typeof dotCommands): DotCommand =>
  wrong(helpStrings.shell.write(dotCommands[name].usage))

const statsOf = (name: string | undefined, pairs: ReadonlyArray<string>): DotCommand => {
  const split = pairs.map((pair) => /^(\w+)=(.*)$/s.exec(pair))
  if (split.includes(null)) return usage(".stats")
  const parameters = Object.fromEntries(split.map((found) => [found?.[1] ?? "", found?.[2] ?? ""]))
  return { kind: "stats", name, parameters }
}

const exportOf = (words: ReadonlyArray<string>): DotCommand => {
  const [file, ...others] = words.filter((word) => word !== "--force")
  return file === undefined || others.length > 0
    ? usage(".export")
    : { kind: "export", file, force: words.includes("--force") }
}

/** Parses a line that begins with a dot. */
export const dotCommandOf = (line: string): DotCommand => {
  const [name = "", ...words] = wordsOf(line.trim().replace(/;$/, ""))
  const [first] = words
  switch (name) {
    case ".tables":
      return { kind: "tables" }
    case ".help":
      return { kind: "help" }
    case ".quit":
    case ".exit":
      return { kind: "quit" }
    case ".schema":
      return words.length > 1 ? usage(".schema") : { kind: "schema", table: first }
    case ".stats":
      return statsOf(first, words.slice(1))
    case ".mode": {
      const mode = textFormats.find((format) => format === first)
      return mode === undefined || words.length > 1 ? usage(".mode") : { kind: "mode", mode }
    }
    case ".export":
      return exportOf(words)
    case ".timer":
      return first === "on" || first === "off" ? { kind: "timer", isOn: first === "on" } : usage(".timer")
    default: {
      const near = nearNames(name, Object.keys(dotCommands))
      const hint =
        near.length === 0 ? helpStrings.shell.helpLists : helpStrings.shell.didYouMean(near.join(", "))
      return wrong(helpStrings.shell.noCommand(name, hint))
    }
  }
}

export const helpText = (): string => {
  const all = Object.values(dotCommands)
  return [
    ...helpStrings.shell.about,
    "",
    ...all.map((command) => `${command.usage}\n    ${command.meaning}`)
  ].join("\n")
}
