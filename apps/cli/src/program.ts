// The program and how it was called: what help and errors need before flags are read, for a wrong flag is an error too.
import manifest from "../package.json" with { type: "json" }

/** Name and version, as files and snapshots hold them. */
export const program = { name: "chatledger", version: manifest.version } as const

/** `chatledger 0.1.0` */
export const programText = `${program.name} ${program.version}`

/** The words after the name of the program. */
export const words = process.argv.slice(2)

/** The values that a flag is given, as far as they can be told without the list of flags. */
export const valuesOf = (flag: string): ReadonlyArray<string> =>
  words.flatMap((word, i) =>
    word === flag ? (words[i + 1] ?? "") : word.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : []
  )

/** True with `--log-level debug`: errors are told with their causes, which may hold chat text. */
export const isDebugging = valuesOf("--log-level").some((level) => /^(debug|trace|all)$/i.test(level))

/** True with `--log-format json`. */
export const isLogJson = valuesOf("--log-format").includes("json")
