// The messages of a search: a choice, and who sent them.
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, chosenMessages } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { idsMeant } from "../names/chat-search.ts"
import { placesOf } from "../names/names.ts"
import { peopleSql } from "../sql-files.ts"

export interface SearchChoice extends Choice {
  /** Only messages of this person: an id, a phone number, a name, or a part of one that is no whole name of somebody. */
  readonly sender?: ReadonlyArray<string> | undefined
}

/** Creates the macro `folded_name`: names are compared without regard to case, and ё is е. */
export const foldNames = (database: Database) =>
  database.run(
    "create or replace temp macro folded_name(name) as replace(lower(nfc_normalize(name)), 'ё', 'е')"
  )

const unknownName = "folded_name(coalesce(sender_name, sender_contact_name))"

/** The names that somebody has as they are given: these are not searched in longer ones. */
const wholeNames = Effect.fnUntraced(function* (database: Database, senders: ReadonlyArray<string>) {
  yield* foldNames(database)
  const rows = yield* database.rows(`
    with wanted as (select unnest([${senders.map((sender) => literal(sender)).join(", ")}]) as name)
    select name from wanted
    where folded_name(name) in (select folded_name(name) from names where name is not null)
      or folded_name(name) in (select ${unknownName} from messages where sender_id is null and sender_name is not null)`)
  return new Set(rows.map(({ name }) => String(name)))
})

/** Conditions on a person: on `senders`, by any of their ids, by a phone number, or by name; and on messages without an id. */
const conditionsOn = Effect.fnUntraced(function* (database: Database, senders: ReadonlyArray<string>) {
  yield* database.run(peopleSql("phone-ids", yield* placesOf(database)))
  const whole = yield* wholeNames(database, senders)
  const isNamed = (name: string, sender: string) => {
    const wanted = `folded_name(${literal(sender)})`
    return whole.has(sender) ? `${name} = ${wanted}` : `contains(${name}, ${wanted})`
  }
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
        or ${isNamed("folded_name(n.name)", sender)}`
    })
  )
  const named = senders.map((sender) => isNamed(unknownName, sender))
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
