// What the words of the command line say about errors, before flags are read: a wrong flag is an error too.

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
