// The program and its command line: needed by help and errors before flags are parsed, because an invalid flag is an error,
// too.
import manifest from "../package.json" with { type: "json" }
import { readEarly } from "./invocation/config-text.ts"
import { configuredWords } from "./invocation/configured-words.ts"
import { plainWords } from "./invocation/plain-words.ts"

/** Name and version, for files and snapshots. */
export const program = { name: "chatledger", version: manifest.version } as const

/** `chatledger 0.1.0` */
export const programText = `${program.name} ${program.version}`

const valuesIn = (list: ReadonlyArray<string>, flag: string): ReadonlyArray<string> =>
  list.flatMap((word, i) =>
    word === flag ? (list[i + 1] ?? "") : word.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : []
  )

const given = plainWords(process.argv.slice(2))

/** The words after the program's name, with those that the configuration adds. */
export const { isConfigured, words } = configuredWords(given, () =>
  readEarly(valuesIn(given, "--config").at(-1))
)

/** The values of a flag, as far as they can be found without the list of flags. */
export const valuesOf = (flag: string): ReadonlyArray<string> => valuesIn(words, flag)

/** True with `--log-level debug`: errors are shown with their causes, which may contain chat text. */
export const isDebugging = valuesOf("--log-level").some((level) => /^(debug|trace|all)$/i.test(level))

/** True with `--log-format json`. */
export const isLogJson = valuesOf("--log-format").includes("json")
