// Titles of statistics, columns and sheets.
import { describe, expect, test } from "vitest"
import { statistics } from "../src/statistics/statistics.ts"
import { exportedTables } from "../src/tables/tables.ts"
import { answerTitles, statisticTitle } from "../src/workbook/column-titles.ts"

describe("titles", () => {
  test("in Russian are there for every statistic, and its columns have different ones", () => {
    const titles = answerTitles("ru")
    for (const { columns, name } of statistics()) {
      expect(statisticTitle("ru", name), name).toMatch(/[а-я]{3}/)
      const own = columns.map((column) => titles[column.name] ?? `${column.name} has none`)
      expect(own.filter((title) => title.endsWith(" has none"))).toEqual([])
      expect(new Set(own).size, name).toBe(own.length)
    }
  })

  test("of sheets fit into 31 characters and are unique", () => {
    for (const locale of ["en", "ru"] as const) {
      const titles = exportedTables().map(({ title }) => title[locale])
      for (const title of titles) expect(title.length).toBeLessThanOrEqual(31)
      expect(new Set(titles.map((title) => title.toLowerCase())).size).toBe(titles.length)
    }
  })
})
