// SQL as words: names, signs, literals and blanks, without comments.
import { sqlPieces } from "../engine/sql-pieces.ts"

const isComment = (text: string): boolean => text.startsWith("--") || text.startsWith("/*")

/** The words of SQL; joined, they are the text without its comments. */
export const wordsOf = (sql: string): ReadonlyArray<string> =>
  sqlPieces(sql)
    .filter(({ text }) => !isComment(text))
    .map(({ text }) => text)

export const isBlank = (word: string | undefined): boolean => word !== undefined && /^\s+$/.test(word)
export const isName = (word: string | undefined): boolean => word !== undefined && /^[A-Za-z_]\w*$/.test(word)

const depthOf = (word: string): number => (/^[([{]$/.test(word) ? 1 : /^[)\]}]$/.test(word) ? -1 : 0)

/** Where the bracket closes that opens at a place. */
export const closingAt = (words: ReadonlyArray<string>, open: number): number => {
  let depth = 0
  for (let at = open; at < words.length; at += 1) {
    depth += depthOf(words[at] ?? "")
    if (depth === 0) return at
  }
  return words.length
}

/** What commas divide outside of brackets, without the blanks around it. */
export const dividedByCommas = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const found = [""]
  let depth = 0
  for (const word of words) {
    depth += depthOf(word)
    if (word === "," && depth === 0) found.push("")
    else found[found.length - 1] += word
  }
  const given = found.map((text) => text.trim())
  return given.length === 1 && given[0] === "" ? [] : given
}
