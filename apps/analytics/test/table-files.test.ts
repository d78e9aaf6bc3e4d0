// The files of sql/tables: what one of them leaves out is missed, and what they say of their tables holds.
import { readdirSync, readFileSync } from "node:fs"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { statistics } from "../src/statistics.ts"
import { brokenInvariants, invariantsOf } from "../src/tables/invariants.ts"
import { parseTableFile } from "../src/tables/table-file.ts"
import { exportedTables, inOrder, tableFiles, tables } from "../src/tables/tables.ts"
import { loaded, type SavedReply } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"
import { reply, said } from "./model/scene.ts"

const folder = new URL("../sql/tables/", import.meta.url)
const files = readdirSync(folder).map((file) => ({
  name: file.slice(0, -4),
  text: readFileSync(new URL(file, folder), "utf8")
}))

const header = /^-- (Ledger|Title|Grain|Place|After|Key|Order|Time|Follows|Changes with): /
const column = /^ {2}\w.* -- \w+.* \| .* \| /
const nameColumn = /^ {2}-- \w+ not in parquet: /

/** The file without one line, or without what is told of a column, for every line that tells something. */
const shortened = (text: string) => {
  const lines = text.split("\n")
  return lines.flatMap((line, place) => {
    if (!header.test(line) && !column.test(line) && !nameColumn.test(line)) return []
    const rest = line.split(" | ").slice(0, -1).join(" | ")
    return [
      { line, text: lines.toSpliced(place, 1, ...(column.test(line) ? [line.replace(/ -- .*/, "")] : [])) },
      ...(rest === "" ? [] : [{ line, text: lines.with(place, rest) }])
    ]
  })
}

describe("a file of a table", () => {
  for (const { name, text } of files)
    test(`${name} is refused without any part of what it tells`, () => {
      const without = shortened(text)
      expect(without.length).toBeGreaterThan(1)
      for (const { line, text } of without)
        expect(() => parseTableFile(name, text.join("\n")), line).toThrow(`sql/tables/${name}.sql`)
    })

  test("is filled after those that it names, and names no other", () => {
    const [first, ...rest] = tableFiles()
    expect(first?.after).toEqual([])
    expect(() => inOrder(rest)).toThrow("After names no table")
  })
})

describe("tables", () => {
  test("stand in places of their own", () => {
    const places = exportedTables().map(({ place }) => place)
    expect(new Set(places).size).toBe(places.length)
  })

  test("and statistics call a column of one name by one title", () => {
    const titles = new Map<string, string>()
    const columns = [...tables(), ...statistics()].flatMap((one) => [
      ...one.columns,
      ...("names" in one ? one.names : [])
    ])
    for (const { name, title } of columns) {
      if (title === undefined) continue
      expect([name, titles.get(name) ?? title]).toEqual([name, title])
      titles.set(name, title)
    }
  })
})

/** What made accounts do not have. */
const rarities = reply([
  said("a@c.us", "A", 1, {
    typeMessage: "extendedTextMessage",
    extendedTextMessage: { text: "link", title: "T", jpegThumbnail: "/9j/" }
  }),
  said("a@c.us", "B", 2, { quotedMessage: { stanzaId: "A", textMessage: "link", jpegThumbnail: "/9j/" } }),
  said("a@c.us", "C", 3, { isEdited: "yes" })
])

const ofMax = reply(
  [
    said("40000001", "D", 4, {
      chatId: "-70000000000001",
      typeMessage: "imageMessage",
      downloadUrl: "https://media.example/a.webp",
      downloadUrlJpeg: "https://media.example/a.jpeg",
      chatType: "group",
      senderType: "user",
      senderPhoneNumber: 79990000001,
      isRead: true,
      isReadTimestamp: 9
    }),
    said("40000001", "E", 5, {
      chatId: "-70000000000001",
      typeMessage: "pollMessage",
      pollMessageData: { name: "When?", options: [{ optionName: "now" }], allowToChangeAnswer: true }
    })
  ],
  { instanceId: "3100000001" }
)

const told = (journal: string, value: unknown, requestedAt: number): SavedReply => ({
  instanceId: "1",
  journal: journal as "incoming",
  requestedAt: requestedAt * 1000,
  requestedAtIsGuess: false,
  minutes: null,
  body: JSON.stringify(value)
})

const directory = [
  told(
    "contacts",
    [{ chatId: "79990000001@c.us", name: "A", contactName: "A B", type: "user", phoneNumber: 79990000001 }],
    10
  ),
  ...[["79990000001@c.us", "79990000002@c.us"], ["79990000001@c.us"]].map((ids, place) =>
    told(
      "group",
      {
        groupId: "120363000000000001@g.us",
        subject: "Club",
        owner: "79990000001@c.us",
        description: "Ours",
        creation: 1,
        participants: ids.map((id) => ({ id, lid: id.replace("@c.us", "@lid"), isAdmin: true }))
      },
      20 + place
    )
  )
]

layer(NodeServices.layer)("tables of made accounts", (it) => {
  it.effect("break no invariant, unless a row is doubled or taken away, and leave no column empty", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        ...repliesOfSeeds([0, 1, 2, 3, 4, 5, 6, 7]),
        rarities,
        ofMax,
        ...directory
      ])
      expect((yield* brokenInvariants(database)).broken).toEqual([])

      const ofRoster = ["alias", "groups", "chat_ids"]
      for (const { columns, name } of tables()) {
        const own = columns.filter((column) => name !== "people" || !ofRoster.includes(column.name))
        const counts = own.map((column) => `count(${column.name}) as ${column.name}`)
        const [filled = {}] = yield* database.rows(`select ${counts.join(", ")} from ${name}`)
        const empty = Object.keys(filled).filter((column) => filled[column] === 0n)
        expect([name, ...empty]).toEqual([name])
      }

      const brokenAfter = Effect.fnUntraced(function* (sql: string) {
        yield* database.run(`begin; ${sql}`)
        const { broken } = yield* brokenInvariants(database)
        yield* database.run("rollback")
        return broken.map(({ invariant, table }) => `${table}: ${invariant}`)
      })
      for (const { key, name } of tables())
        expect(yield* brokenAfter(`insert into ${name} from ${name} limit 1`)).toContain(
          `${name}: no two rows have one ${key.join(", ")}`
        )
      expect(yield* brokenAfter("delete from polls")).toContain("poll_votes: every vote has its poll")
      expect(yield* brokenAfter("delete from senders")).toContain(
        "messages: every sender_id stands in senders"
      )
      expect(yield* brokenAfter("delete from snapshots")).toContain("issues: every issue is of a snapshot")
    })
  )

  test("have invariants, all of them", () => {
    for (const file of tableFiles()) expect(invariantsOf(file).length, file.name).toBeGreaterThan(0)
  })
})
