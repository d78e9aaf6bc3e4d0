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
  | {
      readonly kind: "forms"
      readonly forms: ReadonlyArray<string>
      /** Whether a text, file, poll, contact or place ever contained one of them; a name need not. */
      readonly isKnown: boolean
    }
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

type Forms = ReadonlyMap<string, ReadonlySet<string>>

/** Folded words by their stem. */
const byStem = (words: ReadonlyArray<readonly [word: string, stem: string]>): Forms => {
  const forms = new Map<string, Set<string>>()
  for (const [word, stem] of words) forms.set(stem, (forms.get(stem) ?? new Set()).add(foldedWord(word)))
  return forms
}

/** The words of the archive that share a stem with one of these. */
const formsIn = Effect.fnUntraced(function* (database: Database, words: ReadonlyArray<string>) {
  const stems = [...new Set(words.map(stemOf))]
  if (stems.length === 0) return byStem([])
  const rows = yield* database.rows(
    "select word, stem from ledger.words where stem in (select unnest($stems::varchar[]))",
    { stems: listValue(stems) }
  )
  return byStem(rows.map(({ stem, word }) => [String(word), String(stem)]))
})

const formsInNames = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(wordsOfNames)
  return byStem(rows.map(({ word }) => [String(word), stemOf(String(word))]))
})

const partOf = (word: string, isExact: boolean, archive: Forms, names: Forms): Part => {
  const stem = stemOf(word)
  const inArchive = archive.get(stem) ?? new Set<string>()
  const own = [foldedWord(word)]
  const forms = isExact ? own : [...new Set([...own, ...inArchive, ...(names.get(stem) ?? [])])]
  return { kind: "forms", forms, isKnown: forms.some((form) => inArchive.has(form)) }
}

/** The needles of terms, in order. Fails with `DatabaseFailed`. */
export const needlesOf = Effect.fnUntraced(function* (database: Database, terms: ReadonlyArray<Term>) {
  const all = yield* wordsOf(database, terms)
  const split = terms.map((term, place) => ({ term, words: all[place] ?? [] }))
  const archive = yield* formsIn(database, all.flat())
  const names = split.some(({ term }) => !term.isExact) ? yield* formsInNames(database) : byStem([])
  return split.map(({ term, words }): Needle => {
    if (words.length === 0) return { kind: "literal", text: term.text }
    const parts = words.map((word, place): Part => {
      const isLast = place === words.length - 1
      if (term.isPrefix && isLast) return { kind: "prefix", prefix: foldedWord(word) }
      return partOf(word, term.isExact, archive, names)
    })
    return { kind: "words", parts }
  })
})
