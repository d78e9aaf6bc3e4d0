// The program and how it was called: what help and errors need before flags are read, for a wrong flag is an error too.
import manifest from "../package.json" with { type: "json" }
import { readEarly } from "./invocation/config-text.ts"
import { configuredWords } from "./invocation/configured-words.ts"
import { plainWords } from "./invocation/plain-words.ts"

/** Name and version, as files and snapshots hold them. */
export const program = { name: "chatledger", version: manifest.version } as const

/** `chatledger 0.1.0` */
export const programText = `${program.name} ${program.version}`

const valuesIn = (list: ReadonlyArray<string>, flag: string): ReadonlyArray<string> =>
  list.flatMap((word, i) =>
    word === flag ? (list[i + 1] ?? "") : word.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : []
  )

const given = plainWords(process.argv.slice(2))

/** The words after the name of the program, and those that the configuration puts beside them. */
export const { isConfigured, words } = configuredWords(given, () =>
  readEarly(valuesIn(given, "--config").at(-1))
)

/** The values that a flag is given, as far as they can be told without the list of flags. */
export const valuesOf = (flag: string): ReadonlyArray<string> => valuesIn(words, flag)

/** True with `--log-level debug`: errors are told with their causes, which may hold chat text. */
export const isDebugging = valuesOf("--log-level").some((level) => /^(debug|trace|all)$/i.test(level))

/** True with `--log-format json`. */
export const isLogJson = valuesOf("--log-format").includes("json")
