import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { loaded, type SavedReply } from "./loaded.ts"
import { bytes, malformedRecords as cases, record } from "./malformed-records.ts"

const caseNames = Object.keys(cases)

const replyOf = (name: string, index: number): SavedReply => {
  const good = (which: string) => record(`${which} ${index}`, "textMessage", `"textMessage":"${which}"`)
  const { text = "" } = cases[name] ?? {}
  return {
    instanceId: `${index}`,
    journal: "incoming",
    requestedAt: 1_700_000_100_000 + index,
    requestedAtIsGuess: false,
    minutes: null,
    body: bytes(`[${good("before")},`, typeof text === "string" ? text : [...text], `,${good("after")}]`)
  }
}

const plain = (column: string, value: unknown): unknown => {
  if (column === "extra" && typeof value === "string") return JSON.parse(value)
  if (typeof value === "object" && value !== null && "micros" in value) return Number(value.micros) / 1000
  return value
}

const columnsOf = (row: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.keys(wanted).map((column) => [column, plain(column, row[column])]))

const messagesOf = (database: Database, instance: string) =>
  database.rows("from messages where instance_id = $instance order by message_id", { instance })

layer(NodeServices.layer)("a bad record", (it) => {
  it.effect("is an issue, and the records beside it are rows", () =>
    Effect.gen(function* () {
      const database = yield* loaded(caseNames.map(replyOf))
      for (const [index, name] of caseNames.entries()) {
        const instance = `${index}`
        const { codes = [], row, rows } = cases[name] ?? {}
        const issues = yield* database.rows("from issues where instance_id = $instance", { instance })
        expect(issues.map(({ code }) => code).sort(), name).toEqual([...codes].sort())
        for (const issue of issues) expect(issue["position"], name).toBe(1n)
        const messages = yield* messagesOf(database, instance)
        const ids = messages.map((message) => String(message["message_id"]))
        expect(ids, name).toEqual(expect.arrayContaining([`after ${index}`, `before ${index}`]))
        expect(messages.length, name).toBe(row === null ? 2 : 3)
        if (row === null) continue
        const bad = messages.find((message) => /^(bad$|hash:)/.test(String(message["message_id"])))
        if (row !== undefined) expect(columnsOf(bad ?? {}, row), name).toEqual(row)
        if (rows === undefined) continue
        const found = yield* database.rows(`from ${rows[0]} where instance_id = $instance order by all`, {
          instance
        })
        expect(
          found.map((other, place) => columnsOf(other, rows[1][place] ?? {})),
          name
        ).toEqual(rows[1])
      }
    })
  )
})
