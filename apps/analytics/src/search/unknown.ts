// Search words that do not occur in the archive, with similar words.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { nearNames } from "../failures/near-names.ts"
import { foldedWord } from "../words/stem.ts"
import type { Needle } from "./needle.ts"

const MOST_NEAR = 3

interface UnknownWord {
  readonly word: string
  readonly near: ReadonlyArray<string>
}

const MOST_EDITS_BYTES = 4

/** Near words share at least this part of the letter pairs of a word: `nearNames` wants more of both. */
const LEAST_SHARED = 0.17

/** Counts letter pairs before edits, which take long. The database counts edits in bytes, and a letter may have two. */
const nearSql = (word: string): string => {
  const letters = Array.from(word)
  const pairs = [...new Set(letters.slice(1).map((letter, place) => `${letters[place]}${letter}`))]
  const shared = pairs.map((pair) => `contains(near, ${literal(pair)})::integer`).join(" + ")
  return `
    select near, min(word) as word
    from (select word, replace(word, 'ё', 'е') as near from ledger.words
      where length(word) between ${letters.length - 2} and ${letters.length + 2})
    where case
      when ${shared} >= ${Math.ceil(LEAST_SHARED * pairs.length)}
      then damerau_levenshtein(near, ${literal(word)}) <= ${MOST_EDITS_BYTES}
    end
    group by near
    order by near`
}

/** Search words that the archive does not contain in any form. */
const unknownIn = (needles: ReadonlyArray<Needle>): ReadonlyArray<string> =>
  needles.flatMap((needle) =>
    needle.kind === "literal"
      ? []
      : needle.parts.flatMap((part) => (part.kind === "prefix" || part.numbers.length > 0 ? [] : [part.word]))
  )

/** The needles' words of which the archive contains no form, with similar ones. Fails with `DatabaseFailed`. */
export const unknownWords = Effect.fnUntraced(function* (database: Database, needles: ReadonlyArray<Needle>) {
  const unknown: Array<UnknownWord> = []
  for (const word of unknownIn(needles)) {
    const folded = foldedWord(word)
    const rows = Array.from(word).length < 2 ? [] : yield* database.rows(nearSql(folded))
    const written = new Map(rows.map((row) => [String(row["near"]), String(row["word"])]))
    const near = nearNames(folded, [...written.keys()]).slice(0, MOST_NEAR)
    unknown.push({ word, near: near.map((one) => written.get(one) ?? one) })
  }
  return unknown
})
