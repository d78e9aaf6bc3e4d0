// Which messenger everything is of, and what MAX and Telegram tell besides.
import { messengerOf } from "@chatledger/core"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { brokenInvariants } from "../src/tables/invariants.ts"
import { committed, emptyDatabase, load, loaded, loadedInBatches } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, reply, said } from "./model/scene.ts"

const group = "-70000000000001"
const ann = "40000001"

const inGroup = (id: string, more: JsonObject = {}) => said(ann, id, 100, { chatId: group, ...more })

const typed = (typeInstance: string, instanceId: string, requestedAt: number) => ({
  ...reply([], { instanceId, requestedAt }),
  evidence: { asked_at: new Date(requestedAt).toISOString(), settings: { typeInstance } }
})

const messengers = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(`
    select distinct instance_id, messenger from messages
    union select instance_id, messenger from chats
    union select instance_id, messenger from senders
    union select substr(id, 10), messenger from people where id like 'instance:%'
    order by all`)
  expect((yield* brokenInvariants(database)).broken).toEqual([])
  return rows.map((row) => Object.values(row).join(" "))
})

layer(NodeServices.layer)("the messenger of an instance", (it) => {
  it.effect("is the same in SQL as elsewhere", () =>
    Effect.gen(function* () {
      const database = yield* emptyDatabase
      for (const idInstance of [
        "1101000001",
        "3100000001",
        "35000000012",
        "4100000001",
        "4500000001",
        "31",
        "31x"
      ])
        for (const typeInstance of ["whatsapp", "v3", "telegram", "more", null])
          for (const hasBareIds of [true, false, null]) {
            const [row] = yield* database.rows(
              "select unnest(messenger_of($instance, $type, $bare::boolean))",
              { instance: idInstance, type: typeInstance, bare: hasBareIds }
            )
            const { isAssumed, messenger } = messengerOf({ idInstance, typeInstance, hasBareIds })
            expect(row).toEqual({ messenger, is_messenger_assumed: isAssumed })
          }
    })
  )

  it.effect(
    "stands beside messages, chats, senders and people, and changes once its settings tell another",
    () =>
      Effect.gen(function* () {
        const replies = [
          reply([said("79990000001@c.us", "A", 1), own("B", 2)], { instanceId: "1101000001" }),
          reply([inGroup("A"), own("B", 101, { chatId: group })], { instanceId: "3100000001" }),
          reply([inGroup("A"), own("B", 101, { chatId: group })], { instanceId: "77" })
        ]
        const refs = yield* committed([...replies, typed("telegram", "77", 2_000_000)])
        const database = yield* loadedInBatches([refs.slice(0, 3)])
        expect(yield* messengers(database)).toEqual(["1101000001 whatsapp", "3100000001 max", "77 max"])
        yield* load(database, refs.slice(3))
        expect(yield* messengers(database)).toEqual(["1101000001 whatsapp", "3100000001 max", "77 telegram"])
        const people = "select id, messenger from people where id not like 'instance:%' order by id"
        expect(yield* database.rows(people)).toEqual([
          { id: ann, messenger: null },
          { id: "79990000001@c.us", messenger: "whatsapp" }
        ])
      })
  )
})

layer(NodeServices.layer)("what MAX and Telegram tell besides", (it) => {
  it.effect(
    "stands in columns: who wrote, under which number unless it is hidden, whether it was read, the second link, the rule of a poll",
    () =>
      Effect.gen(function* () {
        const image = {
          typeMessage: "imageMessage",
          downloadUrl: "https://a/1.webp",
          downloadUrlJpeg: "https://a/1.jpeg"
        }
        const poll = { name: "When?", options: [{ optionName: "now" }], allowToChangeAnswer: false }
        const database = yield* loaded([
          reply([
            inGroup("1", {
              senderType: "user",
              senderPhoneNumber: 79990000001,
              isRead: true,
              isReadTimestamp: 200
            }),
            inGroup("2", {
              senderType: "bot",
              senderPhoneNumber: 0,
              isRead: false,
              isReadTimestamp: 0,
              ...image
            }),
            inGroup("3", {
              senderPhoneNumber: "+79990000001",
              typeMessage: "pollMessage",
              pollMessageData: poll
            }),
            inGroup("4", { senderPhoneNumber: "hidden" }),
            inGroup("5", { senderPhoneNumber: true })
          ])
        ])
        const rows = yield* database.rows(
          `select message_id, sender_type, sender_phone_number, is_read, epoch(read_at)::integer, extra
         from messages order by message_id`
        )
        expect(rows.map((row) => Object.values(row))).toEqual([
          ["1", "user", "79990000001", true, 200, null],
          ["2", "bot", null, false, null, null],
          ["3", null, "79990000001", null, null, null],
          ["4", null, null, null, null, null],
          ["5", null, null, null, null, '{"senderPhoneNumber":true}']
        ])
        expect(yield* database.rows("select download_url_jpeg from media")).toEqual([
          { download_url_jpeg: "https://a/1.jpeg" }
        ])
        expect(yield* database.rows("select allow_to_change_answer from polls")).toEqual([
          { allow_to_change_answer: false }
        ])
      })
  )
})
