// Finds needles in a text, to highlight the matching words.
import { foldedWord } from "../words/stem.ts"
import type { Needle, Part } from "./needle.ts"

/** A match in a text: `from` inclusive, `to` exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const WORD =
  /[\p{L}\p{N}](?:[\p{L}\p{N}]|\p{M}\u200d?|['’ʼ·״]\p{L}|(?:\u200c|\u200d|\u00ad)+[\p{L}\p{N}\p{M}])*/gu

const fits = (part: Part, word: string): boolean =>
  part.kind === "prefix" ? word.startsWith(part.prefix) : part.forms.includes(word)

const foldedAsWords = (word: string): string =>
  foldedWord(
    word
      .replace(/\u00ad/g, "")
      .normalize("NFC")
      .toLowerCase()
  ).replace(/[’ʼ]/g, "'")

const literalStretches = (text: string, wanted: string): ReadonlyArray<Stretch> => {
  const found: Array<Stretch> = []
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length))
    found.push({ from, to: from + wanted.length })
  return found
}

/** The matches of needles in a text, in order, without overlaps. */
export const stretchesIn = (text: string, needles: ReadonlyArray<Needle>): ReadonlyArray<Stretch> => {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    folded: foldedAsWords(word)
  }))
  const found = needles.flatMap((needle): ReadonlyArray<Stretch> => {
    if (needle.kind === "literal") return literalStretches(text, needle.text)
    const { parts } = needle
    return words.flatMap(({ from }, place) => {
      const run = words.slice(place, place + parts.length)
      const isThere = parts.every((part, at) => {
        const word = run[at]
        return word !== undefined && fits(part, word.folded)
      })
      return isThere ? [{ from, to: run.at(-1)?.to ?? from }] : []
    })
  })
  const sorted = found.toSorted((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return sorted.filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}
