import type { Facts } from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { archiveJournal, scriptedJournal } from "../src/index.ts"
import { emptyArchive, keep } from "./replies.ts"
import { ask, instanceId, pathOf, served, token } from "./served.ts"

const now = new Date("2026-02-02T05:00:00Z")
const seconds = now.getTime() / 1000
const ann = "79990000001@c.us"
const club = "120363000000000091@g.us"

const said = (id: string, ago: number, more: object = {}) =>
  JSON.stringify({
    type: "incoming",
    idMessage: id,
    timestamp: seconds - ago,
    typeMessage: "textMessage",
    chatId: ann,
    senderId: ann,
    senderName: "Ann",
    senderContactName: "",
    ...more
  })

/** A server over an archive of replies; each is asked for so many seconds before now. */
const serving = Effect.fnUntraced(function* (
  replies: ReadonlyArray<readonly [ago: number, body: string, journal: Facts["journal"]]>,
  settings: Readonly<Record<string, string>> = {},
  moment = now
) {
  const archive = yield* emptyArchive
  for (const [ago, body, journal] of replies)
    yield* keep(archive, now.getTime() - ago * 1000, body, { journal, record_count: body === "[]" ? 0 : 1 })
  const { url } = yield* served({
    journal: yield* archiveJournal(archive),
    instances: [{ idInstance: instanceId, token: Redacted.make(token), settings }],
    now: moment
  })
  const post = (method: string, body: object | string, prefix = "") =>
    ask(`${url}${prefix}${pathOf(method)}`, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body)
    })
  return { url, post, get: (method: string, query = "") => ask(`${url}${pathOf(method, query)}`) }
})

const sent = said("B", 50, { type: "outgoing", senderId: undefined, senderName: undefined, sendByApi: true })
const first = said("A", 100)
const edited = `{"n":12345678901234567890, ${said("A", 100, { isEdited: true }).slice(1)}`
const inClub = said("A", 70, { chatId: club, senderId: "79990000002@c.us", senderName: "Ben" })
const replies = [
  [90, `[${first}]`, "incoming"],
  [40, `[${sent}]`, "outgoing"],
  [30, ` [${inClub},\n ${edited}]`, "incoming"]
] as const

const run = <A, E>(test: Effect.Effect<A, E, Effect.Services<ReturnType<typeof serving>>>) =>
  test.pipe(Effect.scoped, Effect.provide(NodeServices.layer))

describe("a chat of an archive", () => {
  it.effect(
    "is answered in both directions, newest first, byte for byte, as far as was asked, with and without /v3",
    () =>
      run(
        Effect.gen(function* () {
          const { post } = yield* serving(replies)
          for (const prefix of ["", "/v3", "/V3/"]) {
            assert.strictEqual(
              (yield* post("getChatHistory", { chatId: ann }, prefix)).text,
              `[${sent},${edited}]`
            )
          }
          assert.strictEqual((yield* post("GetChatHistory", { chatId: ann, count: 1 })).text, `[${sent}]`)
          assert.strictEqual((yield* post("getChatHistory", { chatId: club })).text, `[${inClub}]`)
          assert.strictEqual((yield* post("getChatHistory", { chatId: "1@c.us" })).text, "[]")
          assert.strictEqual((yield* post("getMessage", { chatId: ann, idMessage: "A" })).text, edited)
          assert.strictEqual((yield* post("getMessage", { chatId: club, idMessage: "A" })).text, inClub)
        })
      )
  )

  it.effect(
    "has the names and members that the vendor told, as they were sent, at the moment that is served",
    () =>
      run(
        Effect.gen(function* () {
          const contacts = `[ {"id":"${ann}","name":"Ann","contactName":"A","type":"user","new":1},{"id":"${club}","name":"Club"}]`
          const data = `{"groupId":"${club}", "subject":"Club","participants":[{"id":"${ann}","lid":"9@lid"}]}`
          const kept = [
            ...replies,
            [55, contacts, "contacts"],
            [54, `[{"id":"${club}","name":"Old"}]`, "chats"],
            [53, data, "group"],
            [52, "[]", "contacts"],
            [20, data.replace("Club", "Chess"), "group"]
          ] as const
          const then = yield* serving(kept, {}, new Date(now.getTime() - 30_000))
          assert.strictEqual(
            (yield* then.get("getContacts")).text,
            contacts,
            "an empty list takes no names away"
          )
          assert.strictEqual((yield* then.get("getContacts", "?count=1")).text.includes("Club"), false)
          assert.strictEqual((yield* then.get("getChats")).text, `[{"id":"${club}","name":"Old"}]`)
          assert.strictEqual((yield* then.post("getGroupData", { groupId: club })).text, data)
          const later = yield* serving(kept)
          assert.match((yield* later.post("getGroupData", { groupId: club })).text, /Chess/)
          const before = yield* serving(kept, {}, new Date(now.getTime() - 80_000))
          assert.match((yield* before.get("getContacts")).text, /"contactName":""/)
          assert.strictEqual((yield* before.post("getGroupData", { groupId: club })).status, 400)
        })
      )
  )

  it.effect("is shown as it was at the moment that is served", () =>
    run(
      Effect.gen(function* () {
        const { post, get } = yield* serving(replies, {}, new Date(now.getTime() - 60_000))
        assert.strictEqual((yield* post("getChatHistory", { chatId: ann })).text, `[${first}]`)
        assert.strictEqual((yield* post("getMessage", { chatId: ann, idMessage: "B" })).status, 400)
        assert.strictEqual((yield* get("getChats")).text, `[{"id":"${ann}","name":"Ann","type":"user"}]`)
      })
    )
  )

  it.effect("is refused in the vendor's shape where something is wrong, without the token", () =>
    run(
      Effect.gen(function* () {
        const { post, get } = yield* serving(replies)
        for (const [method, body, details] of [
          ["getChatHistory", "{", "JSON object"],
          ["getChatHistory", "[1]", "JSON object"],
          ["getChatHistory", "", "JSON object"],
          ["getChatHistory", {}, '"chatId"'],
          ["getChatHistory", { chatId: null }, '"chatId"'],
          ["getChatHistory", { chatId: ann, count: 0 }, '"count"'],
          ["getChatHistory", { chatId: ann, count: 1.5 }, '"count"'],
          ["getMessage", { chatId: ann }, '"idMessage"'],
          ["getMessage", { idMessage: "A" }, '"chatId"'],
          ["getMessage", { chatId: ann, idMessage: "Z" }, "message not found"],
          ["getGroupData", {}, '"groupId"'],
          ["getGroupData", { groupId: "1@g.us" }, "group not found"],
          ["getGroupData", { groupId: ann }, "group not found"]
        ] as const) {
          const { status, text } = yield* post(method, body)
          assert.deepStrictEqual([status, JSON.parse(text).statusCode], [400, 400], `${method} ${details}`)
          assert.include(JSON.parse(text).message, details)
          assert.notInclude(text, token)
        }
        assert.strictEqual((yield* get("getChatHistory")).status, 405)
        assert.strictEqual((yield* get("getContacts", "?count=x")).status, 400)
        assert.strictEqual((yield* post("getMessage", `"${"a".repeat(70_000)}"`)).status, 413)
      })
    )
  )

  it.effect("is none of a journal that knows no chats", () =>
    run(
      Effect.gen(function* () {
        const { url } = yield* served({ journal: scriptedJournal([]) })
        assert.strictEqual((yield* ask(`${url}${pathOf("getChats")}`)).status, 404)
      })
    )
  )
})

describe("people and groups of an archive", () => {
  const jsonOf = ({ text }: { readonly text: string }) => JSON.parse(text)

  it.effect("are told in WhatsApp's shape, with the last names that are known", () =>
    run(
      Effect.gen(function* () {
        const later = said("C", 10, { senderName: "", senderContactName: "Ann of work" })
        const { get, post } = yield* serving([...replies, [5, `[${later}]`, "incoming"]])
        assert.deepStrictEqual(jsonOf(yield* get("getContacts")), [
          { id: ann, name: "Ann", contactName: "Ann of work", type: "user" },
          { id: "79990000002@c.us", name: "Ben", contactName: "", type: "user" },
          { id: club, name: "", contactName: "", type: "group" }
        ])
        assert.strictEqual(jsonOf(yield* get("getContacts", "?count=1")).length, 1)
        assert.deepStrictEqual(jsonOf(yield* get("getChats")), [
          { id: ann, name: "Ann", type: "user" },
          { id: club, name: "", type: "group" }
        ])
        const group = jsonOf(yield* post("getGroupData", { groupId: club }))
        assert.deepInclude(group, { groupId: club, subject: "", owner: "" })
        assert.deepStrictEqual(group.participants, [
          { id: "79990000002@c.us", isAdmin: false, isSuperAdmin: false }
        ])
      })
    )
  )

  it.effect("are told in the shapes of MAX and Telegram, whose ids are digits", () =>
    run(
      Effect.gen(function* () {
        const [person, group] = ["40000007", "-70000000000007"]
        const body = `[${said("1", 20, { chatId: group, senderId: person })},${said("115989000131072003", 30, { chatId: person, senderId: person })}]`
        const ofMax = yield* serving([[5, body, "incoming"]])
        const contact = { chatId: person, name: "Ann", contactName: "", type: "user", phoneNumber: 0 }
        assert.deepStrictEqual(jsonOf(yield* ofMax.get("getContacts")), [contact])
        assert.deepStrictEqual(jsonOf(yield* ofMax.get("getChats")), [
          { chatId: person, phoneNumber: 0 },
          { chatId: group, phoneNumber: 0 }
        ])
        const data = jsonOf(yield* ofMax.post("getGroupData", { chatId: group }))
        assert.deepInclude(data, { chatId: group, size: 1 })
        assert.deepStrictEqual(data.participants, [{ chatId: person, isAdmin: false, isSuperAdmin: false }])
        const history = yield* ofMax.post("getChatHistory", { chatId: 40_000_007 })
        assert.strictEqual(jsonOf(history).length, 1)
        const asNumbers = '{"chatId":40000007,"idMessage":115989000131072003}'
        assert.strictEqual(jsonOf(yield* ofMax.post("getMessage", asNumbers)).idMessage, "115989000131072003")
        assert.strictEqual((yield* ofMax.post("getMessage", '{"chatId":1.5,"idMessage":"1"}')).status, 400)
        const ofTelegram = yield* serving([[5, body, "incoming"]], { typeInstance: "telegram" })
        assert.deepStrictEqual(jsonOf(yield* ofTelegram.get("getChats")), [
          { chatId: person, name: "Ann", type: "user", phoneNumber: 0 },
          { chatId: group, name: "", type: "group", phoneNumber: 0 }
        ])
      })
    )
  )
})
