// Messages whose texts can match, by the words that the load found in each: few texts then need to be read, or none.
import * as Effect from "effect/Effect"
import { conditionsOf } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import type { DatabaseFailed } from "../failures/errors.ts"
import { placesOf } from "../names/names.ts"
import { searchSql } from "../sql-files.ts"
import type { SearchChoice } from "./choice.ts"
import type { Needle, Part } from "./needle.ts"

/** Above it, reading all texts takes less time than finding those of the candidates. */
const MOST_CANDIDATES = 50_000
/** More hits than a person looks at; their texts take longer to find than to read among the others. */
const MOST_NEWEST = 1_000
/** Of more words, one list is faster than a condition for each. */
const MOST_CONDITIONS = 8

const holding = ({ numbers }: Part): string =>
  numbers.length <= MOST_CONDITIONS
    ? `(${numbers.map((number) => `list_contains(words, ${number}) or list_contains(address_words, ${number})`).join(" or ")})`
    : `(instance_id, chat_id, message_id) in (
        select (instance_id, chat_id, message_id)
        from (select instance_id, chat_id, message_id, unnest(list_concat(words, address_words)) as number from temp.text_words)
        where number in (${numbers.join(", ")})
      )`

/** Which texts of messages still have to be read; `search_found` has matches that need none. */
export interface Unread {
  readonly all: boolean
  /** Those of `search_candidates`. */
  readonly candidates: boolean
  readonly edits: boolean
}

const all: Unread = { all: true, candidates: false, edits: true }

const isOneWord = (needle: Needle) => needle.kind === "words" && needle.parts.length === 1

/** Finds messages by words, where the archive has those of its texts. Fails with `DatabaseFailed`. */
export const findByWords = Effect.fnUntraced(function* (
  database: Database,
  needles: ReadonlyArray<Needle>,
  { sender = [], type = [], ...within }: SearchChoice,
  limit: number | undefined
): Effect.fn.Return<Unread, DatabaseFailed> {
  const parts = needles.flatMap((needle) => (needle.kind === "words" ? needle.parts : []))
  const { ledger } = yield* placesOf(database)
  yield* database.run(`create temp view if not exists text_words as from ${ledger}.text_words`)
  const [any] = yield* database.rows("select 1 from temp.text_words limit 1")
  if (any === undefined || parts.length === 0) return all
  const conditions = [...conditionsOf(within), ...parts.map(holding)]
  yield* database.run(searchSql("candidates", { conditions: conditions.join(" and ") }))
  const [row] = yield* database.rows(
    "select (select count(*) from temp.search_candidates) as candidates, (select count(*) from temp.search_edits) as edits"
  )
  const edits = Number(row?.["edits"]) > 0
  const isChosen = sender.length === 0 && type.length === 0 && needles.every(isOneWord)
  if (isChosen && limit !== undefined && limit <= MOST_NEWEST) {
    yield* database.run(searchSql("newest", { limit: String(limit) }))
    return { all: false, candidates: false, edits }
  }
  return Number(row?.["candidates"]) > MOST_CANDIDATES ? all : { all: false, candidates: true, edits }
})

/** Nothing to read: no text has one of the words. */
export const nothingUnread: Unread = { all: false, candidates: false, edits: false }
