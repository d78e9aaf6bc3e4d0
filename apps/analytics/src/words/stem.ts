// Stems of words, which their forms share, by the Snowball algorithms for Russian and English.
//
// The script decides between the two. Words in other scripts, those with digits and very long ones have no other forms here.
import { stemmer as russian } from "@orama/stemmers/russian"
import english from "wink-porter2-stemmer"

/** A word normalised for comparison: half of all writers write ё as е. */
export const foldedWord = (word: string): string => word.replaceAll("ё", "е")

/** Longer ones are not words of a language; the time of the English stemmer grows with the square of the letters. */
const LONGEST_STEMMED = 64

/** The stem of a lower-case word. */
export const stemOf = (word: string): string => {
  const folded = foldedWord(word)
  if (folded.length > LONGEST_STEMMED) return folded
  if (/^[а-я]+$/.test(folded)) return russian(folded)
  return /^[a-z']+$/.test(folded) ? english(folded) : folded
}
