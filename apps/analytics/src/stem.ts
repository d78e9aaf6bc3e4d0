// Stems of words: what the forms of a word share, by the Snowball algorithms of Russian and English.
//
// Which of the two is told by the script. Words of other scripts, and those with digits, have no forms here.
import { stemmer as russian } from "@orama/stemmers/russian"
import english from "wink-porter2-stemmer"

/** A word as it is compared: ё is written as е by half of those who write. */
export const foldedWord = (word: string): string => word.replaceAll("ё", "е")

/** The stem of a word that is in lower case. */
export const stemOf = (word: string): string => {
  const folded = foldedWord(word)
  if (/^[а-я]+$/.test(folded)) return russian(folded)
  return /^[a-z']+$/.test(folded) ? english(folded) : folded
}
