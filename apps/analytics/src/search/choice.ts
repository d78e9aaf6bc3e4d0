// The messages of a search: a choice, and who sent them.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, chosenMessages } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { idsMeant } from "../names/chat-search.ts"
import { placesOf } from "../names/names.ts"
import { peopleSql } from "../sql-files.ts"

export interface SearchChoice extends Choice {
  /** Only messages of this person: an id, a phone number, a name or a part of one. */
  readonly sender?: ReadonlyArray<string> | undefined
}

/** Conditions on a person: on `senders`, by any of their ids, by a phone number, or by name; and on messages without an id. */
const conditionsOn = Effect.fnUntraced(function* (database: Database, senders: ReadonlyArray<string>) {
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
  return {
    known: `from senders as s
      left join names as n on n.instance_id = s.instance_id and n.id = s.sender_id
      where ${wanted.join(" or ")}`,
    unknown: named.join(" or ")
  }
})

/** The people whom a choice of senders means, by name, otherwise by id; sorted. Fails with `DatabaseFailed`. */
export const sendersMeant = Effect.fnUntraced(function* (database: Database, senders: ReadonlyArray<string>) {
  const { known, unknown } = yield* conditionsOn(database, senders)
  const rows = yield* database.rows(`
    select coalesce(n.name, s.sender_id) as person ${known}
    union
    select coalesce(sender_name, sender_contact_name) from messages where sender_id is null and (${unknown})
    order by person`)
  return rows.map(({ person }) => String(person))
})

/** A SELECT of the messages of a choice. Fails with `DatabaseFailed`. */
export const chosenBy = Effect.fnUntraced(function* (
  database: Database,
  { sender = [], ...choice }: SearchChoice
) {
  if (sender.length === 0) return chosenMessages(choice)
  const { known, unknown } = yield* conditionsOn(database, sender)
  return `select * from (${chosenMessages(choice)}) where case when sender_id is null then ${unknown} else (instance_id, sender_id) in (
    select (s.instance_id, s.sender_id) ${known}
  ) end`
})
