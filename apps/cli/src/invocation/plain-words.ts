// `help` and `version` as commands, for people who do not know the flags yet.

/** Turns `help stats words` into `stats words --help`, `version` into `--version`; flags before them stay. */
export const plainWords = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const at = words.findIndex(
    (word, i) => !word.startsWith("-") && !/^--(locale|log-level)$/.test(words[i - 1] ?? "")
  )
  const before = words.slice(0, at)
  const after = words.slice(at + 1)
  if (words[at] === "version") return [...before, "--version", ...after]
  return words[at] === "help" ? [...before, ...after, "--help"] : words
}
