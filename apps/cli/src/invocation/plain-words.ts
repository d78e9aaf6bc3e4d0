// `help` and `version` as commands, for people who do not know the flags yet.

const placeOf = (words: ReadonlyArray<string>): number =>
  words.findIndex((word, i) => !word.startsWith("-") && !/^--(locale|log-level)$/.test(words[i - 1] ?? ""))

/** The words without `--help`, if they name a command that is none: it is then reported, not the general help shown. */
export const withKnownHelp = (
  words: ReadonlyArray<string>,
  commands: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const named = words[placeOf(words)]
  return named === undefined || commands.includes(named)
    ? words
    : words.filter((word) => word !== "--help" && word !== "-h")
}

/** Turns `help stats words` into `stats words --help`, `version` into `--version`; flags before them stay. */
export const plainWords = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const at = placeOf(words)
  const before = words.slice(0, at)
  const after = words.slice(at + 1)
  if (words[at] === "version") return [...before, "--version", ...after]
  return words[at] === "help" ? [...before, ...after, "--help"] : words
}
