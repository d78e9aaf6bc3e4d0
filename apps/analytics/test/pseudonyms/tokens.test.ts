import { createHmac } from "node:crypto"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { expect } from "vitest"
import type { Database } from "../../src/engine/database.ts"
import type { PseudonymKey } from "../../src/pseudonyms/key.ts"
import { ruleOf } from "../../src/pseudonyms/rules.ts"
import { catalogue } from "../../src/tables/catalogue.ts"
import { publicTables, tableNamed } from "../../src/tables/tables.ts"
import { breadth } from "../breadth.ts"
import { loaded } from "../loaded.ts"
import { repliesOfSeeds } from "../many-accounts.ts"
import { reply, said } from "../model/scene.ts"
import { account, club, instance, oleg, texts, vera } from "./account.ts"
import { key, otherKey, pseudonymised } from "./written.ts"

const letters = "bcdfghjkmnpqrstv"
const tokenOf = (prefix: string, named: string, using: PseudonymKey = key) => {
  const digest = createHmac("sha256", Redacted.value(using.bytes)).update(named).digest("hex")
  return `${prefix}_${[...digest.slice(0, 20)].map((digit) => letters[Number.parseInt(digit, 16)]).join("")}`
}
const veraToken = tokenOf("p", `number:${vera}`)

const one = (database: Database, sql: string) =>
  Effect.map(database.rows(sql), ([row]) => Object.values(row ?? {})[0])

const textOf = (database: Database, index: number) =>
  one(
    database,
    `select text from messages where sent_at = timestamptz '1970-01-01 00:00:00+00' + interval ${100 + index} seconds`
  )

const accounts = [...repliesOfSeeds([0, 1, 2, 3, 4, 5, 6, 7].slice(0, breadth(3, 8))), ...account]

/** Joins between tables that people make, and what people count. */
const counts = [
  "select count(*) from reactions join messages on messages.instance_id = reactions.instance_id and messages.chat_id = reactions.chat_id and messages.message_id = target_message_id",
  "select count(*) from poll_votes join poll_options using (instance_id, chat_id, poll_message_id, option_name)",
  "select count(*) from poll_votes join senders on poll_votes.instance_id = senders.instance_id and voter_id = sender_id where is_current",
  "select count(*) from messages join chats using (instance_id, chat_id)",
  "select count(*) from messages join senders using (instance_id, sender_id)",
  "select count(*) from quotes join messages on messages.instance_id = quotes.instance_id and messages.chat_id = quotes.chat_id and messages.message_id = quotes.quoted_message_id",
  "select count(*) from message_revisions join snapshots using (instance_id, snapshot_id)",
  "select count(*) from issues join snapshots using (instance_id, snapshot_id)",
  "select count(*) from messages join messages as m on m.sender_id = messages.quoted_participant",
  "select count(*) from (select distinct instance_id, chat_id, message_id from messages)",
  "select count(*) from (select distinct sender_id from messages)",
  "select count(distinct chat_id) from chats",
  "select string_agg(n::varchar, ' ' order by n) from (select count(*) as n from poll_votes where option_name is not null and is_current group by instance_id, chat_id, poll_message_id, option_name)"
]

layer(NodeServices.layer)("tokens", (it) => {
  it.effect("are HMAC-SHA-256 with the key, whatever its length", () =>
    Effect.gen(function* () {
      const database = yield* loaded(account)
      for (const using of [key, otherKey]) {
        const { tokens } = yield* pseudonymised(database, "drop", using, [`${vera}@c.us`, club, "5@lid", ""])
        expect(tokens.chat).toEqual([
          tokenOf("p", `number:${vera}`, using),
          tokenOf("g", `id:${club}`, using),
          tokenOf("p", "id:5@lid", using),
          ""
        ])
      }
    })
  )

  it.effect(
    "are the same for the same person as sender, chat, voter, reactor, author, in cards and in texts",
    () =>
      Effect.gen(function* () {
        const { database } = yield* pseudonymised(yield* loaded(account), "keep")
        const found = yield* database.rows(
          `select distinct sender_id as id from messages where sender_id like 'p\\_%' escape '\\'
         union select chat_id from chats where chat_type = 'private'
         union select voter_id from poll_votes union select reactor_id from reactions
         union select target_participant from reactions union select quoted_participant from quotes
         union select asked_by from polls union select phone_numbers from contacts`
        )
        expect(new Set(found.map(({ id }) => id))).toEqual(
          new Set([veraToken, tokenOf("p", `number:${oleg}`), tokenOf("p", "id:Вера@c.us")])
        )
        expect(yield* one(database, "select vcard from contacts")).toBe(
          `BEGIN:VCARD\nVERSION:3.0\nTEL:${veraToken}\nEND:VCARD`
        )
        expect(yield* textOf(database, 1)).toBe(`мой номер ${veraToken}, или ${veraToken}, или ${veraToken}`)
        expect(yield* textOf(database, 3)).toMatch(
          new RegExp(`^@${veraToken} и h_[${letters}]{20}, спросите h_[${letters}]{20}$`)
        )
        expect(yield* textOf(database, 5)).toBe(`${veraToken} ${veraToken}`)
      })
  )

  it.effect(
    "replace ids, message ids, e-mail addresses and web addresses in kept texts; words are kept",
    () =>
      Effect.gen(function* () {
        const { database } = yield* pseudonymised(yield* loaded(account), "keep")
        expect(yield* textOf(database, 0)).toBe(texts.plain)
        expect(yield* textOf(database, 2)).toMatch(/^Пишите: e_\w{20}, u_\w{20} или u_\w{20}$/)
        const group = tokenOf("g", `id:${club}`)
        const message = tokenOf("m", "message:3EB0C767D26A1B2C3D4E")
        const order = tokenOf("p", "number:48151623")
        expect(yield* textOf(database, 4)).toBe(`чат ${group}, ответ на ${message}, заказ ${order}`)
      })
  )

  it.effect("name own messages as instance:, and the instance alike", () =>
    Effect.gen(function* () {
      const { database } = yield* pseudonymised(yield* loaded(account), "drop")
      const token = tokenOf("i", `instance:${instance}`)
      expect(yield* one(database, "select distinct instance_id from messages")).toBe(token)
      expect(yield* one(database, "select sender_id from messages where direction = 'outgoing'")).toBe(
        `instance:${token}`
      )
    })
  )

  for (const policy of ["drop", "blank", "keep"] as const)
    it.effect(`join tables as the ids do, with texts ${policy}`, () =>
      Effect.gen(function* () {
        const real = yield* loaded(accounts)
        const { database } = yield* pseudonymised(real, policy)
        for (const table of publicTables())
          expect([table, yield* one(database, `select count(*) from ${table}`)]).toEqual([
            table,
            yield* one(real, `select count(*) from ${table}`)
          ])
        for (const sql of counts)
          expect([sql, yield* one(database, sql)]).toEqual([sql, yield* one(real, sql)])
      })
    )

  it.effect("are others with another key", () =>
    Effect.gen(function* () {
      const real = yield* loaded(account)
      const ids =
        "select message_id as id from messages union select sender_id from senders union select instance_id from chats"
      const rows = yield* Effect.forEach([key, otherKey], (using) =>
        Effect.flatMap(pseudonymised(real, "drop", using), ({ database }) => database.rows(ids))
      )
      const [mine = [], others = []] = rows.map((each) => each.map(({ id }) => id))
      expect(mine.length).toBeGreaterThan(20)
      expect(mine.filter((id) => others.includes(id))).toEqual([])
      expect(key.id).not.toBe(otherKey.id)
    })
  )
})

layer(NodeServices.layer)("pseudonymised tables", (it) => {
  it.effect("keep names, order and types of columns, and say in the comment what became of them", () =>
    Effect.gen(function* () {
      const real = yield* catalogue(yield* loaded(account))
      const { database } = yield* pseudonymised(yield* loaded(account), "drop")
      const columnsOf = (tables: typeof real) =>
        tables.map(({ columns, name }) => [name, columns.map((column) => [column.name, column.type])])
      const made = yield* catalogue(database)
      const withoutLength = made.map((table) => ({
        ...table,
        columns: table.columns.filter(({ name }) => name !== "text_length")
      }))
      expect(columnsOf(withoutLength)).toEqual(columnsOf(real))
      const comments = made[0]?.columns.map(({ comment, name }) => [name, comment]) ?? []
      expect(Object.fromEntries(comments)["text"]).toContain("(pseudonymised: dropped)")
    })
  )

  it.effect("have a value where there was one, and none where there was none", () =>
    Effect.gen(function* () {
      const real = yield* loaded(accounts)
      for (const policy of ["blank", "keep"] as const) {
        const { database } = yield* pseudonymised(real, policy)
        for (const table of yield* catalogue(real)) {
          const columns = tableNamed(table.name).columns.filter(
            ({ kind }) => kind !== "word" && kind !== "mime" && ruleOf(kind, policy).remark !== "dropped"
          )
          const filled = columns.map(({ name }) => `count(${name})`).join(" || ' ' || ")
          const sql = `select ${filled} from ${table.name}`
          expect([policy, table.name, yield* one(database, sql)]).toEqual([
            policy,
            table.name,
            yield* one(real, sql)
          ])
        }
      }
    })
  )

  it.effect("keep the length of a text that is dropped, and of a text that is blanked", () =>
    Effect.gen(function* () {
      const real = yield* loaded(accounts)
      const lengths = "select list(length(text) order by sent_at, length(text)) from messages"
      const before = yield* one(real, lengths)
      const dropped = yield* pseudonymised(real, "drop")
      const kept = "select list(text_length order by sent_at, text_length) from messages"
      expect(yield* one(dropped.database, kept)).toEqual(before)
      expect(yield* one(dropped.database, "select count(text) from messages")).toBe(0n)
      const blanked = yield* pseudonymised(real, "blank")
      expect(yield* one(blanked.database, lengths)).toEqual(before)
    })
  )

  it.effect("replace a text that is the name of a file as a whole, whatever it is made of", () =>
    Effect.gen(function* () {
      const names = [
        "Договор №5 (Сидоров).doc",
        "Иван Петров паспорт.pdf",
        "2026 final version.XLSX",
        "смотри план.pdf сегодня"
      ]
      const told = yield* loaded([
        reply(
          names.map((caption, place) =>
            said("79161230001@c.us", `F${place}`, 200 - place, {
              typeMessage: "documentMessage",
              fileName: caption,
              caption
            })
          )
        )
      ])
      const { database } = yield* pseudonymised(told, "keep")
      const rows = yield* database.rows("select caption from media order by caption")
      const captions = rows.map(({ caption }) => String(caption))
      expect(captions.filter((caption) => /^u_[bcdfghjkmnpqrstv]{20}$/.test(caption))).toHaveLength(3)
      expect(captions.filter((caption) => caption.startsWith("смотри u_"))).toHaveLength(1)
      expect(captions).toContain(tokenOf("u", "address:Договор №5 (Сидоров).doc"))
    })
  )

  it.effect("show of a blanked text its shape, signs and emoji", () =>
    Effect.gen(function* () {
      const { database } = yield* pseudonymised(yield* loaded(account), "blank")
      expect(yield* textOf(database, 0)).toBe("Xxxxxxxx xxxxxxx x xxxxxx 👍🏽")
      expect(yield* textOf(database, 1)).toBe(
        "xxx xxxxx +0 (000) 000-00-00, xxx 0 000 000 00 00, xxx 00000000000"
      )
    })
  )

  it.effect("keep a reaction that is an emoji, and blank one that is a text", () =>
    Effect.gen(function* () {
      const { database } = yield* pseudonymised(yield* loaded(account), "drop")
      const rows = yield* database.rows("select emoji from reactions order by reacted_at")
      expect(rows.map(({ emoji }) => emoji)).toEqual(["❤️", "xxxxx Xxxx"])
    })
  )

  it.effect("are all that their database contains, and the key is not in it", () =>
    Effect.gen(function* () {
      const { database } = yield* pseudonymised(yield* loaded(account), "drop")
      const rows = yield* database.rows(
        "select table_name from duckdb_tables() where not internal order by 1"
      )
      expect(rows.map((row) => row["table_name"])).toEqual([...publicTables(), "names"].sort())
      expect(yield* one(database, "select count(*)::integer from names")).toBe(0)
      expect(yield* one(database, "select getvariable('token_inner')")).toBeNull()
    })
  )
})
