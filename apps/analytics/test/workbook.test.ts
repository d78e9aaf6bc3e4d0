// The pages of our workbook, as blocks: what they tell of an archive, in numbers that the statistics give too.

import type { PageBlock, PageTable, WrittenTables } from "@chatledger/export"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Choice } from "../src/chosen/chosen-rows.ts"
import { tablesToExport } from "../src/export/table-export.ts"
import { publicTables } from "../src/tables/tables.ts"
import { aboutAnswer, aboutTables } from "../src/workbook/about.ts"
import { parameterTexts } from "../src/workbook/parameters.ts"
import { summaryPage } from "../src/workbook/summary.ts"
import { wordings } from "../src/workbook/wording.ts"
import { emptyDatabase, loaded } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"

const options = {
  timeZone: "Europe/Moscow",
  locale: "en",
  program: "chatledger 9.9.9",
  thumbnails: false
} as const

const written: WrittenTables = {
  tables: [
    {
      table: "messages",
      comment: "All of them",
      rows: 12,
      columns: 3,
      sheets: ["Messages", "Messages (2)"],
      cellsCut: 2
    },
    { table: "chats", comment: "", rows: 3, columns: 2, sheets: ["Chats"], cellsCut: 0 }
  ],
  cuts: [
    { kind: "cells", file: "x.xlsx", table: "messages", column: "text", cells: 2 },
    { kind: "rows", file: "x.xlsx", table: "messages", rows: 12, sheets: ["Messages", "Messages (2)"] }
  ]
}

const factsOf = (blocks: ReadonlyArray<PageBlock>) =>
  Object.fromEntries(blocks.flatMap((block) => (block.kind === "facts" ? block.facts : [])))

const tableOf = (blocks: ReadonlyArray<PageBlock>, name: string): PageTable => {
  const found = blocks.find((block) => block.kind === "table" && block.name === name)
  if (found?.kind !== "table") throw new Error(`there is no table ${name}`)
  return found
}

layer(NodeServices.layer)("the pages of our workbook", (it) => {
  const account = Effect.flatMap(
    Effect.sync(() => repliesOfSeeds([1, 2, 3])),
    loaded
  )

  it.effect("show rows, truncations, period, zone and program as given by the writer and the flags", () =>
    Effect.gen(function* () {
      const database = yield* account
      const choice: Choice = {
        from: new Date("2023-11-14T00:00:00Z"),
        chat: ["1@c.us", "2@c.us"],
        instance: ["1"],
        type: ["textMessage"]
      }
      const page = yield* aboutTables(database, choice, options)
      const blocks = page.blocks(written)
      expect(factsOf(blocks)).toMatchObject({
        "Period asked for": "from 2023-11-14 03:00:00",
        "Only instances": "1",
        "Only chats": "1@c.us, 2@c.us",
        "Only types of messages": "textMessage",
        "Time zone": "Europe/Moscow",
        "Rows in all sheets": 15,
        "Created by": "chatledger 9.9.9"
      })
      expect(factsOf(blocks)["Truncated cells"]).toMatch(/^2: /)
      expect(factsOf(blocks)["Tables on several sheets"]).toMatch(/^1: they/)
      expect(tableOf(blocks, "contents").rows).toEqual([
        ["Messages", "All of them", 12, 3, 2],
        ["Messages (2)", "…", null, 3, null],
        ["Chats", "", 3, 2, 0]
      ])
      expect(tableOf(blocks, "cuts").rows).toEqual([["messages", "text", 2]])
    })
  )

  it.effect("count instances, coverage and gaps as the tables have them", () =>
    Effect.gen(function* () {
      const database = yield* account
      const blocks = (yield* aboutTables(database, {}, options)).blocks(written)
      const instances = yield* database.rows(
        `select
           instance_id, count(*) filter (is_content)::integer as messages,
           count(*) filter (not is_content)::integer as others
         from messages group by all order by 1`
      )
      expect(
        tableOf(blocks, "instances").rows.map(([id, messenger, , , messages, others]) => [
          id,
          messenger,
          messages,
          others
        ])
      ).toEqual(
        instances.map(({ instance_id, messages, others }) => [instance_id, "WhatsApp", messages, others])
      )
      const coverage = yield* database.rows(
        "select instance_id, journal, count(*) filter (state <> 'ok')::integer as gaps from coverage group by all order by all"
      )
      expect(coverage.length).toBeGreaterThan(0)
      expect(
        tableOf(blocks, "coverage").rows.map(([id, journal, , , , gaps]) => [id, journal, gaps])
      ).toEqual(coverage.map(({ gaps, instance_id, journal }) => [instance_id, journal, gaps]))
      for (const [, , , , share] of tableOf(blocks, "coverage").rows) {
        expect(share).toBeGreaterThan(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    })
  )

  it.effect("sum up days, chats, senders and reactions as the statistics do", () =>
    Effect.gen(function* () {
      const database = yield* account
      const blocks = (yield* summaryPage(database, {}, options)).blocks()
      const count = Effect.fnUntraced(function* (sql: string) {
        const [row] = yield* database.rows(`select (${sql})::integer as n`)
        return row?.["n"]
      })
      const sum = (name: string, column: number) =>
        tableOf(blocks, name).rows.reduce((total, row) => total + Number(row[column]), 0)
      const messages = yield* count("select count(*) from messages where is_content and sent_at is not null")
      expect(sum("activity by day", 1)).toBe(messages)
      const chats = tableOf(blocks, "top chats").rows
      expect(chats).toEqual(chats.toSorted((a, b) => Number(b[2]) - Number(a[2])))
      expect(chats[0]?.[2]).toBe(
        yield* count(
          "select max(n) from (select count(*) as n from messages where is_content group by instance_id, chat_id)"
        )
      )
      expect(tableOf(blocks, "top senders").rows[0]?.[2]).toBe(
        yield* count(
          "select max(n) from (select count(*) as n from messages where is_content group by instance_id, sender_id)"
        )
      )
      expect(sum("reactions by emoji", 1)).toBeLessThanOrEqual(
        Number(yield* count("select count(*) from reactions where is_current"))
      )
    })
  )

  it.effect("lay the results of polls out as a matrix of poll and option", () =>
    Effect.gen(function* () {
      const database = yield* account
      const blocks = (yield* summaryPage(database, {}, options)).blocks()
      const { columns, rows } = tableOf(blocks, "poll results")
      const polls = yield* database.rows("select count(*)::integer as n from polls")
      expect(rows.length).toBe(Math.min(Number(polls[0]?.["n"]), 40))
      expect(rows.length).toBeGreaterThan(0)
      expect(columns.slice(0, 5).map(({ title }) => title)).toEqual([
        "Poll",
        "Asked",
        "Voters",
        "Option 1",
        "Votes 1"
      ])
      const votes = rows.map((row) =>
        row.slice(3).reduce((sum: number, value, index) => (index % 2 === 1 ? sum + Number(value) : sum), 0)
      )
      const current = yield* database.rows("select count(*)::integer as n from poll_votes where is_current")
      if (Number(polls[0]?.["n"]) <= 40) expect(votes.reduce((a, b) => a + b, 0)).toBe(current[0]?.["n"])
      const chart = blocks.find((block) => block.kind === "chart" && block.table === "poll results")
      expect(chart).toMatchObject({ shape: "stacked-bar" })
    })
  )

  it.effect("say so where there is nothing, without a chart", () =>
    Effect.gen(function* () {
      const database = yield* emptyDatabase
      const about = (yield* aboutTables(database, {}, options)).blocks({ tables: [], cuts: [] })
      expect(factsOf(about)).toMatchObject({
        "Newest reply": "none",
        "Truncated cells": "none",
        "Rows in all sheets": 0
      })
      expect(about).toContainEqual({ kind: "text", text: wordings.en.about.noCoverage })
      const summary = (yield* summaryPage(database, {}, options)).blocks()
      expect(summary.filter(({ kind }) => kind === "text")).toHaveLength(6)
    })
  )

  it.effect("are in Russian when asked, and so are sheets and headers", () =>
    Effect.gen(function* () {
      const database = yield* account
      const russian = { ...options, locale: "ru" } as const
      const about = yield* aboutTables(database, {}, russian)
      const summary = yield* summaryPage(database, {}, russian)
      expect([about.title, summary.title]).toEqual(["О файле", "Сводка"])
      const latin = /[A-Za-z]{3,}/
      const headings = [...about.blocks(written), ...summary.blocks()].flatMap((block) =>
        block.kind === "heading" || block.kind === "title" ? [block.text] : []
      )
      for (const heading of headings) expect(heading).not.toMatch(latin)
      const tables = yield* tablesToExport(database, publicTables(), {}, { thumbnails: true, locale: "ru" })
      expect(tables[0]).toMatchObject({ name: "messages", title: "Сообщения" })
      expect(tables[0]?.columns?.["sent_at"]?.title).toBe("Отправлено")
      const english = yield* tablesToExport(database, publicTables(), {}, { thumbnails: true })
      expect(english[0]?.columns?.["sent_at"]?.title).toBeUndefined()
    })
  )

  it.effect("give every column of a table a Russian title of its own", () =>
    Effect.gen(function* () {
      const database = yield* emptyDatabase
      const tables = yield* tablesToExport(database, publicTables(), {}, { thumbnails: true, locale: "ru" })
      for (const { columns, name } of tables) {
        const shown = Object.entries(columns ?? {}).filter(([, { omitFrom }]) => !omitFrom?.includes("xlsx"))
        const titles = shown.map(([column, { title }]) => title ?? `${name}.${column} has none`)
        expect(titles.filter((title) => title.endsWith(" has none"))).toEqual([])
        expect(new Set(titles).size).toBe(titles.length)
      }
    })
  )

  it.effect("name the query that an answer was asked with, and the values of its parameters", () =>
    Effect.gen(function* () {
      const database = yield* emptyDatabase
      const given = {
        from: "2026-02-01T21:00:00.000Z",
        to: null,
        chat: ["1@c.us", "2@c.us"],
        word: "tea",
        tz: "Europe/Moscow"
      }
      const parameters = yield* parameterTexts(database, given, options.timeZone)
      const query = { sql: "select 1", statistic: "words", parameters }
      const page = aboutAnswer(database, query, new Date("2026-02-03T04:05:06Z"), options)
      expect(tableOf(page.blocks(written), "parameters").rows).toEqual([
        ["from", "2026-02-02 00:00:00"],
        ["to", "not given"],
        ["chat", "1@c.us, 2@c.us"],
        ["word", "tea"],
        ["tz", "Europe/Moscow"]
      ])
      expect(factsOf(page.blocks(written))).toMatchObject({
        Query: "select 1",
        Statistic: "words",
        "Newest reply": "2026-02-03T04:05:06Z",
        "Rows in all sheets": 15
      })
    })
  )
})
