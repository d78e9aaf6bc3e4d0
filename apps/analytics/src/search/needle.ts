// Search terms as words of the archive: each word with all its forms that occur.
//
// Forms share a stem; stems of the archive's words were computed when the tables were made (`words.ts`). Names also come
// from the user's files, so the stems of their words are computed here.
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import type { DatabaseFailed } from "../failures/errors.ts"
import { searchSql } from "../sql-files.ts"
import { foldedWord, stemOf } from "../words/stem.ts"
import type { Term } from "./terms.ts"

/** One required word: any of its folded forms, or any word with this prefix. */
export type Part = (
  | {
      readonly kind: "forms"
      /** As it was asked for, in lower case. */
      readonly word: string
      readonly forms: ReadonlyArray<string>
    }
  | { readonly kind: "prefix"; readonly prefix: string }
) & {
  /** Numbers in `ledger.words`; none if no text, file, poll, contact or place ever contained it. A name need not. */
  readonly numbers: ReadonlyArray<number>
}

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

interface Form {
  /** Folded. */
  readonly word: string
  /** Undefined for a word that occurs in names alone. */
  readonly number: number | undefined
}

type Forms = ReadonlyMap<string, ReadonlyArray<Form>>

const byStem = (words: ReadonlyArray<readonly [word: string, stem: string, number?: number]>): Forms =>
  new Map(
    [...Map.groupBy(words, ([, stem]) => stem)].map(([stem, all]) => [
      stem,
      all.map(([word, , number]) => ({ word: foldedWord(word), number }))
    ])
  )

/** The words of the archive that share a stem with one of these. */
const formsIn = Effect.fnUntraced(function* (database: Database, words: ReadonlyArray<string>) {
  const stems = [...new Set(words.map(stemOf))]
  if (stems.length === 0) return byStem([])
  const rows = yield* database.rows(
    "select number, word, stem from ledger.words where stem in (select unnest($stems::varchar[]))",
    { stems: listValue(stems) }
  )
  return byStem(rows.map(({ number, stem, word }) => [String(word), String(stem), Number(number)]))
})

const formsInNames = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(wordsOfNames)
  return byStem(rows.map(({ word }) => [String(word), stemOf(String(word))]))
})

const numbersOf = (forms: ReadonlyArray<Form>) => forms.flatMap(({ number }) => number ?? [])

const partOf = (word: string, isExact: boolean, archive: Forms, names: Forms): Part => {
  const own = foldedWord(word)
  const stem = stemOf(word)
  const inArchive = (archive.get(stem) ?? []).filter((form) => !isExact || form.word === own)
  const inNames = isExact ? [] : (names.get(stem) ?? [])
  const forms = new Set([own, ...[...inArchive, ...inNames].map((form) => form.word)])
  return { kind: "forms", word, forms: [...forms], numbers: numbersOf(inArchive) }
}

const prefixPart = Effect.fnUntraced(function* (database: Database, word: string) {
  const prefix = foldedWord(word)
  const rows = yield* database.rows(
    "select number from ledger.words where starts_with(replace(word, 'ё', 'е'), $prefix)",
    { prefix }
  )
  return { kind: "prefix", prefix, numbers: rows.map(({ number }) => Number(number)) } satisfies Part
})

/** The needles of terms, in order. Fails with `DatabaseFailed`. */
export const needlesOf = Effect.fnUntraced(function* (database: Database, terms: ReadonlyArray<Term>) {
  const all = yield* wordsOf(database, terms)
  const split = terms.map((term, place) => ({ term, words: all[place] ?? [] }))
  const archive = yield* formsIn(database, all.flat())
  const names = split.some(({ term }) => !term.isExact) ? yield* formsInNames(database) : byStem([])
  return yield* Effect.forEach(
    split,
    Effect.fnUntraced(function* ({ term, words }): Effect.fn.Return<Needle, DatabaseFailed> {
      if (words.length === 0) return { kind: "literal", text: term.text }
      const open = term.isPrefix ? words.slice(-1) : []
      const whole = words.slice(0, words.length - open.length)
      const parts = whole.map((word) => partOf(word, term.isExact, archive, names))
      const prefixes = yield* Effect.forEach(open, (word) => prefixPart(database, word))
      return { kind: "words", parts: [...parts, ...prefixes] }
    })
  )
})
