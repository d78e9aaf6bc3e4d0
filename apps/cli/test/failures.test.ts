// Failures and their reasons in the words of both languages, from codes and fields.

import { QueryRefused, RosterRefused } from "@chatledger/analytics"
import { ImportRefused, SnapshotDamaged } from "@chatledger/archive"
import { describe, expect, it } from "vitest"
import { languages } from "../src/messages/languages.ts"

const { en, ru } = languages

describe("a failure", () => {
  it("is told in the language of the user, with its numbers and names", () => {
    const roster = new RosterRefused({
      path: "club.xlsx",
      reason: { code: "name_without_id", row: 7, sheet: "People" }
    })
    expect(en.failure(roster)).toBe(
      'the roster club.xlsx: sheet "People", row 7 has a name but no id: add the id or the phone number'
    )
    expect(ru.failure(roster)).toBe(
      "список людей club.xlsx: лист «People», в строке 7 есть имя, но нет id: добавьте id или номер телефона"
    )
  })

  it("is told with what caused it", () => {
    const damaged = new SnapshotDamaged({
      path: "20260110.pack.zst",
      snapshotId: "20260110T000000000Z-in-0000-0",
      reason: { code: "cannot_be_read", why: { code: "ENOENT" } }
    })
    expect(en.failure(damaged)).toContain(
      "is damaged: in snapshot 20260110T000000000Z-in-0000-0, it cannot be read, it does not exist; restore"
    )
    expect(ru.failure(damaged)).toContain(
      "ответ 20260110T000000000Z-in-0000-0: не удалось прочитать, файл или папка не существует;"
    )
  })

  it("says what helps against compressed data that is damaged", () => {
    const refused = (code: "compression_cut" | "compression_window") =>
      new ImportRefused({
        source: "a.gz",
        kind: "unreadable",
        reason: { code: "compression", why: { code } }
      })
    expect(en.failure(refused("compression_cut"))).toBe(
      "a.gz: the compressed data is truncated: save it again"
    )
    expect(en.failure(refused("compression_window"))).toContain("unpack it with `zstd -d --long=31`")
  })

  it("of a query ends with the line of it that DuckDB points at", () => {
    const refused = new QueryRefused({
      reason: { code: "duckdb", text: "no such column" },
      line: "LINE 1: select x\n               ^"
    })
    expect(en.failure(refused)).toBe("no such column\nLINE 1: select x\n               ^")
  })

  it("of the command line has its words already", () => {
    expect(ru.failure({ _tag: "WrongUsage", message: "--x" })).toBe("--x")
  })
})
