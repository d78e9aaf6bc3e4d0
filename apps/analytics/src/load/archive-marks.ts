// Marks of an archive, by which an export recognises whether an earlier one was made from the same archive.
//
// A mark is a hash of one request: its instance, journal and time. Marks survive `sync`, `compact`, `prune` of other
// instances,
// `forget`, and moving the archive. They are keyed where the instance's number must not be found by guessing.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Database } from "../engine/database.ts"
import type { PseudonymKey } from "../pseudonyms/key.ts"

const NEWEST = 8
const OLDEST = 4
const DIGITS = 16

const requests = `
  select distinct instance_id, journal, requested_at, epoch_us(requested_at)::varchar as moment
  from snapshots
  order by requested_at desc, instance_id, journal`

const markOf = (text: string, key: PseudonymKey | undefined): string =>
  (key === undefined
    ? Crypto.hash("sha256", text)
    : Crypto.createHmac("sha256", Redacted.value(key.bytes)).update(text).digest("hex")
  ).slice(0, DIGITS)

/** The marks of the archive of a database, newest first. Fails with `DatabaseFailed`. */
export const marksOf = Effect.fnUntraced(function* (database: Database, key?: PseudonymKey) {
  const rows = yield* database.rows(requests)
  return rows.map(({ instance_id, journal, moment }) => markOf(`${instance_id} ${journal} ${moment}`, key))
})

/** The marks that an export stores: of the newest and the oldest requests. */
export const keptMarks = (marks: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set([...marks.slice(0, NEWEST), ...marks.slice(-OLDEST)])
]

/** The marks of each instance in the archive of a database, newest first. Fails with `DatabaseFailed`. */
export const marksByInstance = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(requests)
  const byInstance = Map.groupBy(rows, ({ instance_id }) => String(instance_id))
  return new Map(
    [...byInstance].map(([instance, own]): [string, ReadonlyArray<string>] => [
      instance,
      own.map(({ journal, moment }) => markOf(`${instance} ${journal} ${moment}`, undefined))
    ])
  )
})
