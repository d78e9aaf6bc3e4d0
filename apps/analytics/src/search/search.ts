// Searches the archive: messages whose text, file, poll, contact or place matches, and chats and people by
// name. Case, ё and the form of a word do not matter.
//
// The words that the load found in each message give candidates; where there are none, a quick pattern filters all texts.
// Then the words of the remaining texts are compared. Matches are in temporary tables of the connection, the last of
// which gives the answer.

import { literal } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { conditionsOf } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { searchSql } from "../sql-files.ts"
import { findByWords, nothingUnread } from "./candidates.ts"
import { chosenBy, foldNames, type SearchChoice, sendersMeant } from "./choice.ts"
import { type Needle, needlesOf } from "./needle.ts"
import { exactPattern, quickPatterns, surePattern } from "./pattern.ts"
import type { Term } from "./terms.ts"

export interface SearchOptions {
  readonly choice: SearchChoice
  /** Most hits to return; undefined for all. */
  readonly limit: number | undefined
  /** Messages to return before and after each hit. */
  readonly around: number
  /** Addresses of transcripts, to which a message's anchor is appended. */
  readonly links: ReadonlyArray<TranscriptLink>
}

/** Where the transcript of a chat is. */
export interface TranscriptLink {
  readonly instanceId: string
  readonly chatId: string
  readonly url: string
}

const matches = (place: "written" | "found", pattern: string | undefined): string =>
  pattern === undefined ? "false" : `regexp_matches(${place}, ${literal(pattern)})`

const quickOf = (needles: ReadonlyArray<Needle>): ReadonlyArray<string> =>
  needles.map((needle) =>
    needle.kind === "literal"
      ? `contains(written, ${literal(needle.text)})`
      : matches("written", quickPatterns(needle).letters)
  )

/** False if one of its words occurs in no text: then the texts need not be read. */
const mayBeInTexts = (needle: Needle): boolean =>
  needle.kind === "literal" || needle.parts.every(({ numbers }) => numbers.length > 0)

const foundBy = (
  needles: ReadonlyArray<Needle>,
  patternOf: (needle: Extract<Needle, { kind: "words" }>) => string | undefined
): string =>
  needles
    .map((needle) =>
      needle.kind === "literal"
        ? `contains(found, ${literal(needle.text)})`
        : matches("found", patternOf(needle))
    )
    .join(" and ")

const exactOf = (needles: ReadonlyArray<Needle>, worded: string): string =>
  needles
    .map((needle) =>
      needle.kind === "literal"
        ? `contains(found, ${literal(needle.text)})`
        : `regexp_matches(${worded}, ${literal(exactPattern(needle))})`
    )
    .join(" and ")

/** Tables that a search by words fills, or leaves. */
const noneFound = `
create or replace temp view search_candidates as select message_id from messages where false;
create or replace temp view search_older as select instance_id, chat_id, message_id from messages where false;
create or replace temp table search_found as
select instance_id, chat_id, message_id, sent_at, order_in_second, sender_id, 1 as place, text as found
from messages limit 0`

const select = (more: string) => `
select
  r.hit, r.place, r.sent_at, r.instance_id, r.chat_id, r.chat_name, r.message_id, r.sender_id, r.sender_name,
  r.found_in, r.text,${more}
  l.url || '#' || url_encode('m-' || regexp_replace(r.message_id, '\\p{Cc}', '�', 'g')) as link
from temp.search_rows as r
left join temp.search_links as l on l.instance_id = r.instance_id and l.chat_id = r.chat_id
order by r.hit, r.place`

/** The rows of the last search, in order. */
const answerSql = select("")

/** The rows of the last search with the columns that a list also needs. */
export const listedSql = select(" r.type_message,")

/** The result of a search: counts, and the query for its rows. */
export interface Found {
  readonly names: number
  readonly messages: number
  /** Whom `sender` means; undefined if everybody is searched. */
  readonly senders: ReadonlyArray<string> | undefined
  readonly needles: ReadonlyArray<Needle>
  readonly question: {
    readonly name: string
    readonly sql: string
    readonly parameters: Readonly<Record<string, DuckDBValue>>
  }
}

/** Searches; the result stays on the connection until the next search. Fails with `DatabaseFailed`. */
export const search = Effect.fnUntraced(function* (
  database: Database,
  terms: ReadonlyArray<Term>,
  { around, choice, limit, links }: SearchOptions
) {
  const needles = yield* needlesOf(database, terms)
  const isInTexts = needles.every(mayBeInTexts)
  yield* database.run(noneFound)
  const unread = isInTexts ? yield* findByWords(database, needles, choice, limit) : nothingUnread
  const within = conditionsOf({ instance: choice.instance, chat: choice.chat })
  const values = {
    chosen: yield* chosenBy(database, choice),
    within: within.length === 0 ? "true" : within.join(" and "),
    quick: quickOf(needles).join(" and "),
    some: quickOf(needles).join(" or "),
    in_texts: String(isInTexts),
    all: String(unread.all),
    candidates: String(unread.candidates),
    edits: String(unread.edits),
    sure: foundBy(needles, surePattern),
    near: foundBy(needles, (needle) => quickPatterns(needle).word),
    limit: limit === undefined ? "all" : String(limit),
    around: String(around)
  }
  yield* foldNames(database)
  yield* database.run(searchSql("hits", values))
  const [unsure] = yield* database.rows("select 1 from temp.search_possible where not is_held limit 1")
  if (unsure !== undefined)
    yield* database.run(searchSql("unsure", { ...values, exact: exactOf(needles, "worded(found)") }))
  const [held] = yield* database.rows("select 1 from temp.search_possible where is_held limit 1")
  if (held !== undefined) yield* database.run(searchSql("held", values))
  yield* database.run(searchSql("names", { ...values, exact: exactOf(needles, "w") }))
  yield* database.run(searchSql("rows", values))
  yield* database.rows(
    `create or replace temp table search_links as
     select l.instance_id, l.chat_id, l.url
     from (select unnest(from_json($links::json, '[{"instance_id":"VARCHAR","chat_id":"VARCHAR","url":"VARCHAR"}]')) as l)`,
    {
      links: JSON.stringify(
        links.map(({ chatId, instanceId, url }) => ({ instance_id: instanceId, chat_id: chatId, url }))
      )
    }
  )
  const [counts] = yield* database.rows(
    `select
       (select count(*) from temp.search_names) as names,
       (select count(*) from temp.search_found) + (select count(*) from temp.search_older) as messages`
  )
  return {
    names: Number(counts?.["names"]),
    messages: Number(counts?.["messages"]),
    senders: choice.sender?.length ? yield* sendersMeant(database, choice.sender) : undefined,
    needles,
    question: { name: "search", sql: answerSql, parameters: {} }
  } satisfies Found
})
