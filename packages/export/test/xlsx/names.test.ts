import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { columnHeaders, columnLetters, sheetName, tableName } from "../../src/xlsx/names.ts"
import { hostileText } from "../hostile.ts"

describe("names in a workbook", () => {
  it("count columns as Excel does", () => {
    assert.deepStrictEqual([0, 25, 26, 51, 52, 701, 702, 16383].map(columnLetters), [
      "A",
      "Z",
      "AA",
      "AZ",
      "BA",
      "ZZ",
      "AAA",
      "XFD"
    ])
  })

  it("of sheets stay themselves where Excel allows it", () => {
    const taken = new Set<string>()
    const names = ["Messages", "messages", "a/b:c", "History", "", "'quoted'", "Опросы 👍"].map((title) =>
      sheetName(title, taken)
    )
    assert.deepStrictEqual(names, [
      "Messages",
      "messages (2)",
      "a_b_c",
      "History_",
      "Sheet_",
      "_quoted_",
      "Опросы 👍"
    ])
  })

  it("of sheets keep to Excel's rules, whatever the title", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 20 }), (titles) => {
        const taken = new Set<string>()
        const names = titles.map((title) => sheetName(title, taken))
        assert.strictEqual(new Set(names.map((name) => name.toLowerCase())).size, titles.length)
        for (const name of names) {
          assert.match(name, /^[^[\]:*?/\\\p{Cc}]{1,31}$/u)
          assert.isAtMost(name.length, 31)
          assert.notMatch(name, /^'|'$|^history$/i)
          assert.isTrue(name.isWellFormed())
        }
      })
    )
  })

  it("of tables are identifiers and never look like cells", () => {
    const taken = new Set<string>()
    const names = ["poll votes", "Poll-Votes", "123", "", "R1C1", "сообщения", "ΐ²"].map((title) =>
      tableName(title, taken)
    )
    assert.deepStrictEqual(names, [
      "tblPollVotes",
      "tblPollVotes_2",
      "tblTable123",
      "tblTable",
      "tblR1C1",
      "tblСообщения",
      "tblΐ"
    ])
    fc.assert(
      fc.property(hostileText, (title) => {
        const name = tableName(title, new Set())
        assert.match(name, /^tbl[\p{Lu}\p{Ll}\p{Lo}\p{Nd}]+$/u)
        assert.isAtMost(name.length, 255)
        assert.notMatch(name, /^[A-Z]{1,3}\d+$/i)
      })
    )
  })

  it("of columns are unique without regard to case, and no longer than 255 characters", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 30 }), (titles) => {
        const headers = columnHeaders([...titles, "x".repeat(300), "X".repeat(300)])
        assert.strictEqual(new Set(headers.map((header) => header.toLowerCase())).size, titles.length + 2)
        for (const header of headers) {
          assert.match(header, /^[^\p{Cc}]+$/u)
          assert.isAtMost(header.length, 255)
        }
      })
    )
  })
})
