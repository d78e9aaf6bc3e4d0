// Every statistic of the folder: what its comment tells, a case that somebody has counted, and what narrows it.
import { existsSync, readdirSync } from "node:fs"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import type { Database } from "../../src/engine/database.ts"
import { toJson } from "../../src/engine/value.ts"
import {
  type Statistic,
  type StatisticParameters,
  statisticQuery,
  statistics
} from "../../src/statistics/statistics.ts"
import { isLong } from "../breadth.ts"
import { loaded } from "../loaded.ts"
import { repliesOfSeeds } from "../many-accounts.ts"
import { reaction, reply } from "../model/scene.ts"
import type { StatisticCase } from "./case.ts"

const asked = Effect.fnUntraced(function* (
  database: Database,
  statistic: Statistic,
  given: Partial<StatisticParameters> = {}
) {
  const { sql, parameters } = yield* statisticQuery(statistic, { tz: "UTC", at: new Date(0), ...given })
  return yield* database.rows(sql, parameters)
})

const caseOf = Effect.fnUntraced(function* (name: string) {
  const file = new URL(`${name}.case.ts`, import.meta.url)
  if (!existsSync(file)) throw new Error(`${name} has no case: write test/statistics/${name}.case.ts`)
  const { counted }: { readonly counted: StatisticCase } = yield* Effect.promise(() => import(file.href))
  return counted
})

describe("the comment of a statistic", () => {
  for (const { name, title, russian, grain, parameters, columns, example, sql } of statistics())
    test(`${name} tells title, grain, columns, an example and the parameters that the query takes`, () => {
      const mentioned = new Set([...sql.matchAll(/\$(\w+)/g)].map(([, parameter]) => parameter))
      expect(new Set(parameters)).toEqual(mentioned)
      const documented = /^-- Parameters: (.*(?:\n-- {3,}.*)*)/m.exec(sql)?.[1] ?? ""
      expect(new Set(documented.match(/\b[a-z_]+\b/g))).toEqual(mentioned)
      // What is given is a text or a list of texts: a macro reads it, or a cast.
      const query = sql.replace(/^--.*\n/gm, "")
      expect(query.match(/[=<>]\s*\$\w+(?!::|\w)/g)).toBeNull()
      expect(sql.match(/^-- (Grain|Parameters|Columns|Example):/gm)).toHaveLength(4)
      expect(sql.split("\n")[0]).toBe(`-- ${name}: ${title} | ${russian}`)
      expect([title, grain].every((text) => text.length > 10)).toBe(true)
      expect(columns.length).toBeGreaterThan(2)
      expect(example).toMatch(new RegExp(`^chatledger stats ${name}( |$)`))
    })
})

test("every case is that of a statistic", () => {
  const cases = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".case.ts"))
  expect(cases.sort()).toEqual(
    statistics()
      .map(({ name }) => `${name}.case.ts`)
      .sort()
  )
})

layer(NodeServices.layer)("counted by hand", (it) => {
  for (const statistic of statistics())
    it.effect(`${statistic.name}: ${statistic.title}`, () =>
      Effect.gen(function* () {
        const { parameters, replies, rows } = yield* caseOf(statistic.name)
        const found = yield* asked(yield* loaded(replies), statistic, parameters)
        expect(found.map((row) => Object.values(row).map((value) => toJson(value)))).toEqual(rows)
        for (const row of found) expect(Object.keys(row)).toEqual(statistic.columns.map(({ name }) => name))
      })
    )
})

layer(NodeServices.layer)("statistics", (it) => {
  const never = new Date("2100-01-01")
  const narrow: Readonly<Record<string, Partial<StatisticParameters>>> = {
    instance: { instance: ["nobody"] },
    chat: { chat: ["nobody"] },
    from: { from: never },
    to: { to: new Date(0) },
    as_of: { as_of: new Date(0) }
  }
  /** Members who write nothing in a period without messages are all; results at no moment are those of no votes. */
  const stays = ["silent_members from", "silent_members to", "poll_results as_of", "poll_turnout as_of"]

  it.effect.runIf(isLong)("narrowed to what is not there, by whichever parameter, have no rows", () =>
    Effect.gen(function* () {
      const database = yield* loaded(repliesOfSeeds([1, 2]))
      for (const statistic of statistics())
        for (const [parameter, given] of Object.entries(narrow)) {
          if (!statistic.parameters.includes(parameter)) continue
          if (stays.includes(`${statistic.name} ${parameter}`)) continue
          expect([statistic.name, parameter, yield* asked(database, statistic, given)]).toEqual([
            statistic.name,
            parameter,
            []
          ])
        }
    })
  )

  it.effect.runIf(isLong)("of nothing have no rows and no error", () =>
    Effect.gen(function* () {
      const database = yield* loaded([reply([reaction("M", "👍")].slice(1))])
      for (const statistic of statistics()) expect(yield* asked(database, statistic)).toEqual([])
    })
  )
})
