// Orders messages of the same second, which their time does not; their positions in the replies do.
//
// Usually SQL does this alone. If a reply shows another order than the first observations (a message came
// late, a saved history has both directions, replies contradict each other), the seconds concerned are ordered here.
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { loadSql } from "../sql-files.ts"
import { observedOrder, type Placed, type Sight } from "./observed-order.ts"

type Row = Readonly<Record<string, unknown>>

const bySecond = (rows: ReadonlyArray<Row>) => Map.groupBy(rows, (row) => Number(row["second"]))

const thingOf = (row: Row): Placed => ({
  id: Number(row["member"]),
  fallbackOrder: Number(row["side_order"]),
  first: Number(row["first_order"])
})

const sightsOf = (rows: ReadonlyArray<Row>): ReadonlyArray<Sight> =>
  [...Map.groupBy(rows, (row) => row["snapshot_no"]).values()].map((seen) => ({
    isSure: seen[0]?.["is_direction_clear"] === true,
    ids: seen.map((row) => Number(row["member"]))
  }))

/** Orders the seconds in which replies show another order than the first observations. */
const untangle = Effect.fnUntraced(function* (database: Database) {
  const members = yield* database.rows(
    `select second, member, side_order, first_order
     from second_orders semi join tangled_seconds using (second)`
  )
  if (members.length === 0) return
  const sights = yield* database.rows(
    `select s.second, s.snapshot_no, s.member, k.is_direction_clear
     from second_sights as s
     semi join tangled_seconds using (second)
     join ranks as k using (snapshot_no)
     where s.is_then
     group by all
     order by s.second, s.snapshot_no, min(s.position)`
  )
  const seen = bySecond(sights)
  const orders = [...bySecond(members)].flatMap(([second, rows]) =>
    observedOrder(rows.map(thingOf), sightsOf(seen.get(second) ?? [])).map((member, index) => [
      member,
      index + 1
    ])
  )
  const column = (place: number) => listValue(orders.map((order) => BigInt(order[place] ?? 0)))
  yield* database.rows(
    `update second_orders set order_in_second = t.place
     from (select unnest($members::bigint[]) as member, unnest($places::bigint[]) as place) as t
     where t.member = second_orders.member`,
    { members: column(0), places: column(1) }
  )
})

/** Gives every message of the load, and those in the same second, its position in the second. */
export const orderSeconds = Effect.fnUntraced(function* (database: Database, isEmpty: boolean) {
  const timesOfLoad = `select s.instance_id, to_timestamp(coalesce(r.first_seconds, s.timestamp_seconds)) as sent_at
    from staged as s
    left join repeated as r
      on r.instance_id = s.instance_id and r.chat_id = s.chat_id and r.message_id = s.message_id`
  const choice = isEmpty
    ? { times: "select instance_id, sent_at from messages", only_shared: "having count(*) > 1" }
    : { times: timesOfLoad, only_shared: "" }
  yield* database.run(loadSql("seconds", choice))
  yield* untangle(database)
  yield* database.run(loadSql("seconds-observed"))
})
