// Search words that do not occur in the archive, with similar words.
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../database.ts"
import { nearNames } from "../near-names.ts"
import type { Needle } from "./needle.ts"

const MOST_NEAR = 3

interface UnknownWord {
  readonly word: string
  readonly near: ReadonlyArray<string>
}

/** The database counts distance in bytes, and a letter may have two. */
const nearSql = `
select distinct replace(word, 'ё', 'е') as word
from ledger.words
where abs(length(word) - length($word::varchar)) <= 2
  and damerau_levenshtein(replace(word, 'ё', 'е'), $word::varchar) <= 4
order by word`

/** The words of needles of which the archive contains no form. Fails with `DatabaseFailed`. */
export const unknownWords = Effect.fnUntraced(function* (database: Database, needles: ReadonlyArray<Needle>) {
  const parts = needles.flatMap((needle) => (needle.kind === "words" ? needle.parts : []))
  const unknown: Array<UnknownWord> = []
  for (const part of parts) {
    if (part.kind === "prefix") continue
    const known = yield* database.rows(
      "select 1 from ledger.words where list_contains($forms::varchar[], replace(word, 'ё', 'е')) limit 1",
      { forms: listValue([...part.forms]) }
    )
    const [word = ""] = part.forms
    if (known.length > 0) continue
    const near = yield* database.rows(nearSql, { word })
    unknown.push({
      word,
      near: nearNames(
        word,
        near.map((row) => String(row["word"]))
      ).slice(0, MOST_NEAR)
    })
  }
  return unknown
})
