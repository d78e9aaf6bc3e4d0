// `help` and `version` as words: what people type before they know that they are flags.

/** `help stats words` as `stats words --help`, `version` as `--version`; flags before them stay. */
export const plainWords = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const at = words.findIndex(
    (word, i) => !word.startsWith("-") && !/^--(locale|log-level)$/.test(words[i - 1] ?? "")
  )
  const before = words.slice(0, at)
  const after = words.slice(at + 1)
  if (words[at] === "version") return [...before, "--version", ...after]
  return words[at] === "help" ? [...before, ...after, "--help"] : words
}
