// The line `Parts` of every statistic names its columns; `dataset-parts.test.ts` compares the answers.
import { expect, it } from "vitest"
import { mergedParts } from "../src/dataset/parts.ts"
import { needsArchive, statistics } from "../src/statistics/statistics.ts"

/** What takes a median over all instances, or joins people of several. */
const whole = ["last_seen", "reaction_latency", "silent_members"]

it("every statistic has parts, unless its rows need several instances at once", () => {
  const without = statistics().filter((one) => one.parts === undefined && !needsArchive(one))
  expect(without.map(({ name }) => name)).toEqual(whole)
})

it("the line names columns of the statistic; rows of one instance are never added up", () => {
  for (const statistic of statistics().filter(({ parts }) => parts !== undefined)) {
    const { columns, name, parts = "" } = statistic
    const named = parts.match(/\w+/g)?.filter((word) => !/^(?:sum|min|max|order|by|desc)$/.test(word)) ?? []
    expect(
      columns.map((column) => column.name),
      name
    ).toEqual(expect.arrayContaining(named))
    const isOfInstance = columns.some((column) => column.name === "instance_id")
    expect(/^order by .*\binstance_id$/.test(parts), name).toBe(isOfInstance)
  }
  const [first] = statistics()
  expect(() => mergedParts({ columns: first?.columns ?? [], parts: "order by 1; drop" }, [])).toThrow()
})
