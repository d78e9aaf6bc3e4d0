// Searches the archive: messages whose text, file, poll, contact or place matches, and chats and people by
// name. Case, ё and the form of a word do not matter.
//
// A quick pattern filters all texts; then the words of the remaining texts are compared. Matches are in temporary
// tables of the connection, the last of which gives the answer.

import { literal } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { idsMeant } from "../chat-search.ts"
import { type Choice, chosenMessages, conditionsOf } from "../chosen-rows.ts"
import type { Database } from "../database.ts"
import { placesOf } from "../names.ts"
import { peopleSql, searchSql } from "../sql-files.ts"
import { type Needle, needlesOf } from "./needle.ts"
import { exactPattern, quickPatterns, surePattern } from "./pattern.ts"
import type { Term } from "./terms.ts"

export interface SearchChoice extends Choice {
  /** Only messages of this person: an id, a phone number, a name or a part of one. */
  readonly sender?: ReadonlyArray<string> | undefined
}

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
  needle.kind === "literal" || needle.parts.every((part) => part.kind === "prefix" || part.isKnown)

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

/** A condition on messages of a person: by any of their ids, by a phone number, or by name. */
const sentBy = Effect.fnUntraced(function* (database: Database, senders: ReadonlyArray<string>) {
  yield* database.run(peopleSql("phone-ids", yield* placesOf(database)))
  const wanted = yield* Effect.forEach(
    senders,
    Effect.fnUntraced(function* (sender) {
      const { ids } = yield* idsMeant(sender)
      const given = `(${ids.map((id) => literal(id)).join(", ")})`
      return `s.sender_id in ${given}
        or s.sender_id in (select form from temp.phone_ids where id in ${given})
        or s.sender_id in (
          select o.id from people as p join people as o on o.person_id = p.person_id where p.id in ${given}
        )
        or contains(folded_name(n.name), folded_name(${literal(sender)}))`
    })
  )
  const named = senders.map(
    (sender) =>
      `contains(folded_name(coalesce(sender_name, sender_contact_name)), folded_name(${literal(sender)}))`
  )
  return `case when sender_id is null then ${named.join(" or ")} else (instance_id, sender_id) in (
    select (s.instance_id, s.sender_id)
    from senders as s
    left join names as n on n.instance_id = s.instance_id and n.id = s.sender_id
    where ${wanted.join(" or ")}
  ) end`
})

const chosenBy = Effect.fnUntraced(function* (database: Database, { sender = [], ...choice }: SearchChoice) {
  if (sender.length === 0) return chosenMessages(choice)
  return `select * from (${chosenMessages(choice)}) where ${yield* sentBy(database, sender)}`
})

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
  const within = conditionsOf({ instance: choice.instance, chat: choice.chat })
  const values = {
    chosen: yield* chosenBy(database, choice),
    within: within.length === 0 ? "true" : within.join(" and "),
    quick: quickOf(needles).join(" and "),
    some: quickOf(needles).join(" or "),
    in_texts: String(needles.every(mayBeInTexts)),
    sure: foundBy(needles, surePattern),
    near: foundBy(needles, (needle) => quickPatterns(needle).word),
    limit: limit === undefined ? "all" : String(limit),
    around: String(around)
  }
  yield* database.run(
    "create or replace temp macro folded_name(name) as replace(lower(nfc_normalize(name)), 'ё', 'е')"
  )
  yield* database.run(searchSql("hits", { ...values, exact: exactOf(needles, "worded(found)") }))
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
    "select (select count(*) from temp.search_names) as names, (select count(*) from temp.search_found) as messages"
  )
  return {
    names: Number(counts?.["names"]),
    messages: Number(counts?.["messages"]),
    needles,
    question: { name: "search", sql: answerSql, parameters: {} }
  } satisfies Found
})
