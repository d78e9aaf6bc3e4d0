import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import { decide, policyOf } from "../../src/client/reply-policy.ts"
import type { JournalClientService, JournalError } from "../../src/index.ts"
import { type Answer, serviceOf, shop } from "./service.ts"

const asked = Effect.fnUntraced(function* <A>(
  script: ReadonlyArray<Answer>,
  call: (journal: JournalClientService) => Effect.Effect<A, JournalError>
) {
  const service = serviceOf(...script)
  const fiber = yield* Effect.forkChild(Effect.result(service.ask(call)))
  yield* TestClock.adjust("2 hours")
  const result = yield* Fiber.join(fiber)
  return {
    error: result._tag === "Failure" ? result.failure : undefined,
    reply: result._tag === "Success" ? result.success : undefined,
    requests: service.asked
  }
})

const json = (value: unknown): Answer => ({ body: JSON.stringify(value) })

describe("the directory", () => {
  it.effect("has contacts and chats of all messengers, and the bytes as sent", () =>
    Effect.gen(function* () {
      const whatsapp = { id: "79010000501@c.us", name: "Ann", contactName: "", type: "user" }
      const max = { chatId: "400501", name: "Ann", contactName: "A", type: "user", phoneNumber: 0, new: [1] }
      const body = `[${JSON.stringify(whatsapp)},\n ${JSON.stringify(max)}, null, "x"]`
      const contacts = yield* asked([{ body }], (journal) => journal.getContacts(shop))
      assert.deepStrictEqual(contacts.reply?.read, [whatsapp, max])
      assert.strictEqual(new TextDecoder().decode(contacts.reply?.body), body)
      assert.match(contacts.requests[0]?.url ?? "", /\/waInstance1101000001\/getContacts\//)
      const chats = yield* asked([json([{ chatId: "-70500", phoneNumber: 0 }])], (journal) =>
        journal.getChats(shop)
      )
      assert.deepStrictEqual(chats.reply?.read, [{ chatId: "-70500", phoneNumber: 0 }])
    })
  )

  it.effect("asks for a group by the name that its messenger has for the id", () =>
    Effect.gen(function* () {
      const club = { groupId: "120363000000000501@g.us", subject: "Club", participants: [] }
      const one = yield* asked([json(club)], (journal) => journal.getGroupData(shop, club.groupId))
      assert.deepStrictEqual(one.reply?.read, club)
      assert.strictEqual(one.requests[0]?.verb, "POST")
      assert.deepStrictEqual(one.requests[0]?.json, { groupId: club.groupId })
      const two = yield* asked([json({ chatId: -70500, subject: "Club" })], (journal) =>
        journal.getGroupData(shop, "-70500")
      )
      assert.deepStrictEqual(two.reply?.read, { chatId: -70500, subject: "Club" })
      assert.deepStrictEqual(two.requests[0]?.json, { chatId: "-70500" })
    })
  )

  it.effect("reads a reply with raw line breaks in names", () =>
    Effect.gen(function* () {
      const { reply } = yield* asked([{ body: '[{"id":"79010000501@c.us","name":"An\nn"}]' }], (journal) =>
        journal.getContacts(shop)
      )
      assert.deepStrictEqual(reply?.read, [{ id: "79010000501@c.us", name: "An\nn" }])
    })
  )

  for (const [what, body] of [
    ["HTML", "<html><body>502</body></html>"],
    ["cut", '[{"id":"79010000501@c.us"},{"id":"7901'],
    ["empty", ""],
    ["an object", '{"message":"no"}']
  ] as const)
    it.effect(`is asked once for contacts if the reply is ${what}: names can wait`, () =>
      Effect.gen(function* () {
        const { error, requests } = yield* asked([{ body }], (journal) => journal.getContacts(shop))
        assert.strictEqual(error?._tag, "BadReply")
        assert.lengthOf(requests, 1)
      })
    )

  it.effect("knows a reply of another group, and a text in the place of one", () =>
    Effect.gen(function* () {
      for (const body of ['{"groupId":"1@g.us"}', '"Error: forbidden"', "[]", "Error: item-not-found"]) {
        const { error } = yield* asked([{ body }], (journal) => journal.getGroupData(shop, "-70500"))
        assert.strictEqual(error?._tag, "BadReply", body)
      }
    })
  )

  it.effect("gets fewer tries than messages, and no long wait", () =>
    Effect.sync(() => {
      const policy = policyOf("getContacts")
      const at = (number: number, retryAfter?: number) =>
        decide({ number, flawed: 0 }, { _tag: "Status", status: 503, text: "", retryAfter }, policy)._tag
      assert.deepStrictEqual([at(1), at(2), at(3)], ["Retry", "Retry", "GiveUp"])
      assert.deepStrictEqual([at(1, 30_000), at(1, 30_001)], ["Retry", "GiveUp"])
      assert.strictEqual(policyOf("getGroupData"), policy)
      assert.notStrictEqual(policyOf("lastIncomingMessages"), policy)
    })
  )
})

describe("a 200 that refuses", () => {
  const refusal = (data: unknown) => json({ status: false, reason: "FLOOD_WAIT", data })

  it.effect("is waited for as long as it says, and asked again", () =>
    Effect.gen(function* () {
      const script = [refusal({ retryAfter: 12 }), json([])]
      const { reply, requests } = yield* asked(script, (journal) => journal.getChats(shop))
      assert.strictEqual(reply?.tries, 2)
      assert.isAtLeast((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0), 12_000)
      const journal = yield* asked([refusal({ retryAfter: 90 }), json([])], (client) =>
        client.lastIncomingMessages(shop)
      )
      assert.isAtLeast((journal.requests[1]?.at ?? 0) - (journal.requests[0]?.at ?? 0), 90_000)
      assert.strictEqual(journal.reply?.tries, 2)
    })
  )

  it.effect("is given up as a limit, and never taken for settings", () =>
    Effect.gen(function* () {
      const chats = yield* asked([refusal({ retryAfter: 3600 })], (journal) => journal.getChats(shop))
      assert.strictEqual(chats.error?._tag, "RateLimited")
      assert.lengthOf(chats.requests, 1)
      for (const data of [null, undefined, { retryAfter: "soon" }]) {
        const settings = yield* asked([refusal(data)], (journal) => journal.getSettings(shop))
        assert.strictEqual(settings.error?._tag, "RateLimited")
        assert.lengthOf(settings.requests, 5)
        assert.notMatch(settings.error?.message ?? "", /FLOOD|429/)
      }
    })
  )

  it.effect("of 469 is told with its status", () =>
    Effect.gen(function* () {
      const { error, requests } = yield* asked([{ status: 469 }], (journal) => journal.getContacts(shop))
      assert.deepInclude(error, { _tag: "QuotaExceeded", status: 469 })
      assert.lengthOf(requests, 1)
    })
  )
})
