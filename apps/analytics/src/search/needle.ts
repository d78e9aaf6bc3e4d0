// Search terms as words of the archive: each word with all its forms that occur.
//
// Forms share a stem; stems of the archive's words were computed when the tables were made (`words.ts`). Names also come
// from the user's files, so the stems of their words are computed here.
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../database.ts"
import { searchSql } from "../sql-files.ts"
import { foldedWord, stemOf } from "../stem.ts"
import type { Term } from "./terms.ts"

/** One required word: any of its folded forms, or any word with this prefix. */
export type Part =
  | { readonly kind: "forms"; readonly forms: ReadonlyArray<string> }
  | { readonly kind: "prefix"; readonly prefix: string }

/** Consecutive words, or a text without words, such as an emoji. */
export type Needle =
  | { readonly kind: "words"; readonly parts: ReadonlyArray<Part> }
  | { readonly kind: "literal"; readonly text: string }

/** The words of terms, in order; `temp.search_worded` then also contains the words of names. */
const wordsOf = Effect.fnUntraced(function* (database: Database, terms: ReadonlyArray<Term>) {
  yield* database.rows(searchSql("worded", {}), { terms: JSON.stringify(terms.map(({ text }) => text)) })
  const rows = yield* database.rows(
    "select to_json(words)::varchar as words from temp.search_worded where id is null order by place"
  )
  return rows.map((row): ReadonlyArray<string> => JSON.parse(String(row["words"])))
})

/** Words of names that occur in no message. */
const wordsOfNames = `
select distinct n.word
from (select unnest(words) as word from temp.search_worded where id is not null) as n
anti join ledger.words as w on w.word = n.word`

const formsOf = Effect.fnUntraced(function* (database: Database, words: ReadonlyArray<string>) {
  const stems = new Set(words.map(stemOf))
  const forms = new Map([...stems].map((stem) => [stem, new Set<string>()]))
  if (stems.size === 0) return () => []
  const rows = yield* database.rows(
    "select word, stem from ledger.words where list_contains($stems::varchar[], stem)",
    { stems: listValue([...stems]) }
  )
  for (const { stem, word } of rows) forms.get(String(stem))?.add(foldedWord(String(word)))
  for (const { word } of yield* database.rows(wordsOfNames))
    forms.get(stemOf(String(word)))?.add(foldedWord(String(word)))
  return (word: string): ReadonlyArray<string> => [
    ...new Set([foldedWord(word), ...(forms.get(stemOf(word)) ?? [])])
  ]
})

/** The needles of terms, in order. Fails with `DatabaseFailed`. */
export const needlesOf = Effect.fnUntraced(function* (database: Database, terms: ReadonlyArray<Term>) {
  const all = yield* wordsOf(database, terms)
  const split = terms.map((term, place) => ({ term, words: all[place] ?? [] }))
  const free = split.flatMap(({ term, words }) => (term.isExact ? [] : words))
  const allForms = yield* formsOf(database, free)
  return split.map(({ term, words }): Needle => {
    if (words.length === 0) return { kind: "literal", text: term.text }
    const parts = words.map((word, place): Part => {
      const isLast = place === words.length - 1
      if (term.isPrefix && isLast) return { kind: "prefix", prefix: foldedWord(word) }
      return { kind: "forms", forms: term.isExact ? [foldedWord(word)] : allForms(word) }
    })
    return { kind: "words", parts }
  })
})
