// Patterns (RE2) that find a needle: two quick ones over original texts, which leave few of a million, and an exact one
// over the words of those. Another, over original texts as well, matches only where the exact one does: whatever it
// finds need not be split into words, which takes fifty times as long.
//
// The quick patterns match everything that the exact one does: they treat characters as equal that `words_in` treats so
// (composed and decomposed letters, apostrophes, invisible characters), and check only one word.
import type { Needle, Part } from "./needle.ts"

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")

/** Characters that `readable` drops between the letters of a word. */
const UNSEEN =
  "[\\x{AD}\\x{61C}\\x{180E}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}\\x{FE00}-\\x{FE0F}\\x{FEFF}\\x{E0100}-\\x{E01EF}]*"

/** Letters with several spellings, besides composed and decomposed forms. */
const ways: Readonly<Record<string, ReadonlyArray<string>>> = {
  е: ["ё"],
  i: ["İ"],
  "'": ["‘", "’", "ʻ", "ʼ", "＇", "´", "`", "׳"],
  "״": ['"']
}

const signPattern = (sign: string): string => {
  const all = [sign, ...(ways[sign] ?? [])].flatMap((way) => [way, way.normalize("NFD")])
  const unique = [...new Set(all)]
  return unique.length === 1 ? escaped(sign) : `(?:${unique.map(escaped).join("|")})`
}

const written = (word: string): string => Array.from(word, signPattern).join(UNSEEN)

/** The letters that all words begin with. */
const commonStart = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [first = [], ...others] = words.map((word) => Array.from(word))
  const differs = first.findIndex((letter, place) => others.some((word) => word[place] !== letter))
  return differs < 0 ? first : first.slice(0, differs)
}

const BEFORE = "(?:^|[^\\p{L}\\p{N}])"
/** The digit of a keycap emoji is not part of the word before it. */
const AFTER = "(?:$|[^\\p{L}\\p{N}]|[0-9][\\x{FE0E}\\x{FE0F}]?\\x{20E3})"
/** A shorter prefix matches too many texts. */
const LEAST_START = 3

interface QuickPatterns {
  /** The letters, wherever they stand; takes less than half as long as the other. */
  readonly letters: string
  /** The letters as a word, or at its beginning. */
  readonly word: string
}

const quickPart = (part: Part): QuickPatterns => {
  const start = part.kind === "prefix" ? part.prefix : commonStart(part.forms).join("")
  if (part.kind === "prefix" || (start.length >= LEAST_START && part.forms.length > 1))
    return { letters: written(start), word: `${BEFORE}${written(start)}` }
  const letters = `(?:${part.forms.map(written).join("|")})`
  return { letters, word: `${BEFORE}${letters}${UNSEEN}${AFTER}` }
}

/** Patterns for texts that may contain a needle. */
export const quickPatterns = ({ parts }: Extract<Needle, { kind: "words" }>): QuickPatterns => {
  const { letters, word } = parts.map(quickPart).reduce((a, b) => (b.word.length > a.word.length ? b : a))
  return { letters: `(?i)${letters}`, word: `(?i)${word}` }
}

const exactPart = (part: Part): string =>
  part.kind === "prefix" ? `${escaped(part.prefix)}[^ ]*` : `(?:${part.forms.map(escaped).join("|")})`

/** A pattern over the folded words of a text, with a space before and after each. */
export const exactPattern = ({ parts }: Extract<Needle, { kind: "words" }>): string =>
  ` ${parts.map(exactPart).join(" ")} `

/** Characters that always separate words. */
const APART = "\\s.,!?:;()«»…—–/-"
/** Words whose letters are written in one way, besides capitals and ё. */
const SIMPLE = /^[a-z0-9а-я]+$/

const letterPattern = (letter: string): string => {
  if (letter === "е") return "[еЕёЁ]"
  const capital = letter.toUpperCase()
  return capital === letter ? letter : `[${letter}${capital}]`
}

const plain = (word: string): string => Array.from(word, letterPattern).join("")

/** A pattern for texts that certainly contain a needle; undefined if there is none. */
export const surePattern = ({ parts }: Extract<Needle, { kind: "words" }>): string | undefined => {
  const written = parts.map((part) => {
    const words = part.kind === "prefix" ? [part.prefix] : part.forms
    const simple = words.filter((word) => SIMPLE.test(word)).map(plain)
    return simple.length === 0 ? undefined : `(?:${simple.join("|")})`
  })
  if (written.includes(undefined)) return undefined
  const behind = parts.at(-1)?.kind === "prefix" ? `[${APART}a-zA-Zа-яА-ЯёЁ]` : `[${APART}]`
  return `(?:^|[${APART}])${written.join(`[${APART}]+`)}(?:$|${behind})`
}
