// The words of a load: stems each word once, however often it occurs, and keeps which words each text has.
//
// SQL finds new words (`sql/tables/words.sql`); the stemmers are loaded only if there are some. The words of texts are numbers
// (`sql/tables/text_words.sql`), by which the statistic `words` counts.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { placesOf } from "../names/names.ts"
import { loadSql } from "../sql-files.ts"

/** Words sent to the database at a time. */
const BATCH = 20_000

const stemmers = Effect.promise(() => import("./stem.ts"))

/** Adds the new words of a load, with their stems. */
export const stemNewWords = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows("select word from temp.new_words order by word")
  if (rows.length > 0) {
    const { stemOf } = yield* stemmers
    for (let from = 0; from < rows.length; from += BATCH) {
      const words = rows.slice(from, from + BATCH).map((row) => String(row["word"]))
      const stemmed = words.map((word) => [word, stemOf(word)])
      yield* database.rows(
        `insert into ledger.words (number, word, stem)
         select (select coalesce(max(number), 0) from ledger.words) + row_number() over (), w[1], w[2]
         from (select unnest(from_json($words::json, '[["VARCHAR"]]')) as w)`,
        { words: JSON.stringify(stemmed) }
      )
    }
  }
  yield* database.run("drop table temp.new_words")
})

/** Messages whose words are found at a time; each takes some hundred bytes of memory until all are. */
const SLICE = 100_000

const slices = `select min(row_id) as first, max(row_id) as last
  from (select row_id, (row_number() over (order by row_id) - 1) // ${SLICE} as slice from temp.worded_texts)
  group by slice
  order by slice`

/** Finds the words of the texts of a load. */
export const findWords = Effect.fnUntraced(function* (database: Database) {
  for (const { first, last } of yield* database.rows(slices))
    yield* database.run(loadSql("text-words", { first: String(first), last: String(last) }))
  yield* database.run("drop table temp.numbered_pieces")
  yield* countByWords(database)
})

/** Lets `words_of` count by the numbers of words. The macro stays in the file, which may be opened under another name. */
const countByWords = (database: Database) =>
  database.run(loadSql("words-of", { texts: "ledger.text_words", ledger: "ledger" }))

/** Lets `words_of` count by those of a table like `ledger.text_words`, in this session. */
export const countByWordsOf = Effect.fnUntraced(function* (database: Database, texts: string) {
  const { ledger } = yield* placesOf(database)
  yield* database.run(loadSql("words-of", { texts, ledger, temp: "temp" }))
})
