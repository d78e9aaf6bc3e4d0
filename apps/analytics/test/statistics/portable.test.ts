// Statistics are one text for all engines: nothing in them is DuckDB's alone, and what engines say in their own words is
// replaced. The answers are compared by `pnpm engines`.
import { describe, expect, test } from "vitest"
import { clickhouse } from "../../src/dialects/clickhouse.ts"
import { joniPattern } from "../../src/dialects/joni.ts"
import { statisticFor } from "../../src/dialects/statistic.ts"
import { trino } from "../../src/dialects/trino.ts"
import { needsArchive, statistics } from "../../src/statistics/statistics.ts"
import { notShared } from "./shared-sql.ts"

const portable = statistics().filter((statistic) => !needsArchive(statistic))
const from = new Date("2026-01-05T00:00:00Z")

describe("every engine understands", () => {
  for (const { name, sql } of portable)
    test(name, () => expect([...notShared(sql, clickhouse), ...notShared(sql, trino)]).toEqual([]))
})

test.each([
  ["select {a: 1} as x from t", "a struct"],
  ["select x[1] as y from t", "a list literal, a place in a list or a comprehension"],
  ["select x // 2 as y from t", "//"],
  ["select x::date as y from t", ":: (cast(… as …) is understood everywhere)"],
  ["select * exclude (x) from t", "an extension of DuckDB"],
  ["select * replace (1 as x) from t", "replace of columns"],
  ["select a from t semi join u on t.a = u.a", "a join of DuckDB"],
  ["select a from t join u using (a)", "using"],
  ["select a from t group by all", "by all"],
  ["select a from t where exists (from u)", "from without select"],
  ["select count(*) filter (a > 1) as n from t", "filter without where"],
  ["select histogram(a) as h from t", "histogram()"],
  ["select punycode_decoded(a) as h from t", "punycode_decoded(): a struct"]
])("the linter finds in %s: %s", (sql, problem) => expect(notShared(sql, clickhouse)).toContain(problem))

test("what is given becomes a condition, and what is not falls away", () => {
  const statistic = {
    sql: `-- a title
select m.chat_id, epoch(m.sent_at) as second
from messages as m
where in_list(m.instance_id, $instance) and in_list(m.chat_id, $chat) and in_period(m.sent_at, $from, $to);`
  }
  expect(statisticFor(statistic, clickhouse, { from, instance: ["1101000001", "it's"] })).toBe(
    `
select m.chat_id as chat_id, (toUnixTimestamp64Micro(m.sent_at) / 1e6) as second
from messages as m
where m.instance_id in ('1101000001', 'it''s') and true and ((false or m.sent_at >= toDateTime64('2026-01-05 00:00:00.000', 6, 'UTC'))
  and (true or m.sent_at < cast(null as Nullable(DateTime64(6, 'UTC')))))`.trim()
  )
})

test("an empty list narrows nothing", () => {
  const statistic = { sql: "select a from t where in_list(a, $chat)" }
  expect(statisticFor(statistic, clickhouse, { chat: [] })).toBe("select a from t where true")
})

test("a text of a parameter stays a text", () => {
  const statistic = { sql: "select a from t where is_word_of(a, $language)" }
  const language = "ru' or '1' = '1\\"
  expect(statisticFor(statistic, clickhouse, { language })).toContain(`case 'ru'' or ''1'' = ''1\\\\'`)
})

test("a CTE that is read twice runs once", () => {
  const sql =
    "with a as (\n  select 1 as x\n), b as (\n  select x from a\n)\nselect a.x from a join b on a.x = b.x"
  expect(statisticFor({ sql }, clickhouse, {})).toBe(
    "with a as materialized (\n  select 1 as x\n), b as (\n  select x from a\n)\nselect a.x as x from a join b on a.x = b.x"
  )
})

describe("Trino", () => {
  const asked = (sql: string, given = {}) => statisticFor({ sql }, trino, given)

  test("reads a list of a select list beside its table", () => {
    expect(
      asked("select a, unnest(links_in(b)) as link from t where c union all select unnest(d), a from u")
    ).toMatch(
      /^select a, unnested\.value as link from t cross join unnest\(\([\s\S]*\)\) as unnested\(value\) where c union all select unnested\.value, a from u cross join unnest\(d\) as unnested\(value\)$/
    )
  })

  test("gets times, lists and NULL in its own words", () => {
    expect(
      asked("select least(a, $to::timestamptz) as b, epoch(a) as c from t where in_period(a, $from, $to)", {
        from
      })
    ).toBe(
      `select array_min(filter(array[a, cast(null as timestamp(6) with time zone)], each -> each is not null)) as b, to_unixtime(a) as c from t where ((false or a >= timestamp '2026-01-05 00:00:00.000 UTC')
  and (true or a < cast(null as timestamp(6) with time zone)))`
    )
    expect(asked("select a from t where a < cast('9999-12-31T00:00:00Z' as timestamptz)")).toBe(
      "select a from t where a < cast('9999-12-31 00:00:00 UTC' as timestamp(6) with time zone)"
    )
    expect(asked("select a from t where list_contains(['x'], a)")).toBe(
      "select a from t where contains(array['x'], a)"
    )
  })

  test("gets patterns that mean in Joni what they mean in RE2", () => {
    expect(joniPattern("'^[\\x{AD}$\\s]+\\$$'")).toBe("'^[\u00ad$ \\t\\n\\f\\r]+\\$\\z'")
    expect(asked("select regexp_replace(a, '(b)\"', '\\1$', 'g') as c from t")).toBe(
      "select regexp_replace(a, '(b)\"', '$1\\$') as c from t"
    )
    expect(asked("select a from t where regexp_full_match(a, 'b|c')")).toBe(
      "select a from t where regexp_like(a, '\\A(?:' || 'b|c' || ')\\z')"
    )
  })
})

test("several archives are read as one, and a text that looks like SQL stays a text", () => {
  const statistic = {
    sql: "select n.name from names as n join people as p on p.id = n.id where in_list(n.id, $chat)"
  }
  const sql = statisticFor(statistic, clickhouse, { chat: ["from people"] }, true)
  expect(sql).toContain("from all_names as n join all_people as p on")
  expect(sql).toContain("'from people'")
  expect(statisticFor(statistic, clickhouse, {})).toContain("from names as n join people as p on")
})
