import type { Locale, Result } from "@chatledger/analytics"
import { BIGINT, DOUBLE, type DuckDBType, type DuckDBValue, INTEGER, VARCHAR } from "@duckdb/node-api"
import { displayWidth } from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { durationText, sizeText } from "../src/messages/unit-text.ts"
import { writeReadable } from "../src/output/readable-table.ts"

type Rows = ReadonlyArray<ReadonlyArray<DuckDBValue>>

interface Asked {
  readonly width?: number
  readonly locale?: Locale
  readonly columns?: ReadonlyArray<string>
  readonly maxRows?: number
}

const shown = (types: Readonly<Record<string, DuckDBType>>, rows: Rows, asked: Asked = {}): string => {
  const { columns, locale = "en", maxRows, width = 80 } = asked
  const left = [rows]
  const result: Result = {
    columns: Object.entries(types).map(([name, type]) => ({ name, type })),
    next: Effect.sync(() => left.shift()),
    rest: Effect.succeed(0)
  }
  let said = ""
  const options = {
    isTerminal: false,
    isFitted: true,
    columns: width,
    ...(maxRows === undefined ? {} : { maxRows })
  }
  const readable = {
    locale,
    instances: { "1101000001": "Lime Street" },
    ...(columns === undefined ? {} : { columns })
  }
  const write = (text: string) =>
    Effect.sync(() => {
      said += text
    })
  Effect.runSync(writeReadable(result, options, readable, write))
  return said
}

const chats = {
  instance_id: VARCHAR,
  chat_id: VARCHAR,
  chat_name: VARCHAR,
  answers: INTEGER,
  share: DOUBLE,
  median_seconds: DOUBLE,
  bytes: BIGINT
}

const answers: Rows = [
  ["1101000001", "1@g.us", "Lift", 12, 0.5, 79.2, 652_476n],
  ["1101000001", "2@g.us", null, 7, 0.25, 79.2, 1_428_364n]
]

describe("a table for people", () => {
  it("has names, ids where there is no name, and units, and tells once what is the same in every row", () => {
    expect(shown(chats, answers)).toBe(
      [
        "chat_name  answers  share   bytes",
        "─────────  ───────  ─────  ──────",
        "Lift            12   50 %  652 kB",
        "2@g.us           7   25 %  1.4 MB",
        "The same in all 2 rows: instance_id Lime Street, median 1 min 19 s",
        ""
      ].join("\n")
    )
    expect(shown(chats, answers, { locale: "ru" })).toContain(
      "Одинаково во всех строках (2): instance_id Lime Street, median 1 мин 19 с\n"
    )
  })

  it("shows the columns that are asked for, and counts the rows that are not shown", () => {
    expect(shown(chats, answers, { columns: ["median_seconds", "chat_id"], maxRows: 1 })).toBe(
      ["    median  chat_id", "──────────  ───────", "1 min 19 s  1@g.us", "… and 1 more row", ""].join("\n")
    )
  })

  it("tells two people of one name apart by their ids", () => {
    const table = shown({ sender_id: VARCHAR, sender_name: VARCHAR, messages: INTEGER }, [
      ["79000000001@c.us", "Anna", 3],
      ["79000000002@c.us", "Anna", 2],
      ["79000000003@c.us", "Vera", 1]
    ])
    expect(table).toMatch(/^Anna 79000000001@c\.us +3\nAnna 79000000002@c\.us +2\nVera +1$/m)
  })

  it("fits the window: late times and instances give way to texts, heads break, and what has no place is named", () => {
    const types = {
      instance_id: VARCHAR,
      chat_name: VARCHAR,
      first_message_at: VARCHAR,
      changed_their_vote: INTEGER,
      winner: VARCHAR
    }
    const rows: Rows = [
      ["1", "The neighbours of Lime Street", "2026-01-05 04:42", 1, "Thursday the fifteenth"],
      ["2", "Book club of the library", "2026-01-06 09:06", 3, "Sunday"]
    ]
    const table = shown(types, rows, { width: 60 })
    for (const line of table.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(60)
    expect(table).toContain("The neighbours of Lime St…")
    expect(table).toContain("… and 2 more columns: first_message_at, instance_id\n")
    expect(table).toMatch(/^ +changed_\n +their_\nchat_name +vote +winner$/m)
  })

  it("leaves no column without a name, such as the seconds of a person's calls", () => {
    const table = shown({ person_name: VARCHAR, seconds: BIGINT }, [
      ["Vera", 75n],
      ["Oleg", 12n]
    ])
    expect(table).toMatch(/^person_name +seconds\n/)
    expect(table).toMatch(/^Vera +1 min 15 s$/m)
  })

  it("keeps journals of calls apart from those of messages, however narrow the window", () => {
    const table = shown(
      { instance_id: VARCHAR, journal: VARCHAR, messages: BIGINT },
      [
        ["1101000002", "incoming", 12n],
        ["1101000002", "incoming calls", 3n]
      ],
      { width: 36 }
    )
    expect(table).toContain("incoming calls  ")
  })

  it("does not say that rows beyond those it has read are the same", () => {
    const many: Rows = Array.from({ length: 1500 }, (_, i) => ["same", i])
    expect(shown({ kind: VARCHAR, n: INTEGER }, many)).not.toContain("The same in all")
  })
})

describe("units", () => {
  it("are two at most, of a length of time", () => {
    const of = (seconds: number) => durationText(seconds, "en")
    expect([0.4, 59, 60, 125, 599.6, 3599, 3600, 21_958, 86_399, 90_000, 25_852_536].map(of)).toEqual([
      ...[
        "0 s",
        "59 s",
        "1 min",
        "2 min 5 s",
        "10 min",
        "1 h",
        "1 h",
        "6 h 6 min",
        "1 d",
        "1 d 1 h",
        "299 d 5 h"
      ]
    ])
  })

  it("are thousands of bytes, as the language writes numbers", () => {
    expect([0, 999, 1000, 1_428_364, 999_999].map((bytes) => sizeText(bytes, "en"))).toEqual([
      ...["0 bytes", "999 bytes", "1 kB", "1.4 MB", "1 MB"]
    ])
    expect(sizeText(1_428_364, "ru")).toBe("1,4 МБ")
  })
})
