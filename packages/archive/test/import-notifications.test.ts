import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { forgetChat } from "../src/index.ts"
import { importer, recordAt } from "./imports.ts"

const instanceData = { idInstance: 1101000001, wid: "79050000001@c.us", typeInstance: "whatsapp" }
const irina = "79050000002@c.us"
const webhook = (typeWebhook: string, timestamp: number, more: object, account: object = instanceData) => ({
  typeWebhook,
  instanceData: account,
  timestamp,
  ...more
})
const message = webhook("incomingMessageReceived", 1_780_000_000, {
  idMessage: "W1",
  senderData: { chatId: irina, sender: irina, senderName: "Irina" },
  messageData: { typeMessage: "textMessage", textMessageData: { textMessage: "tea?" } }
})
const state = webhook("stateInstanceChanged", 1_780_000_050, { stateInstance: "authorized" })
const status = webhook("outgoingMessageStatus", 1_780_000_060, {
  chatId: irina,
  idMessage: "W2",
  status: "read"
})
const theirs = webhook("stateInstanceChanged", 1_780_000_070, {}, { idInstance: 1101000009 })
const answers = [message, state].map((body, at) => ({ receiptId: at + 1, body }))
const lines = (...all: ReadonlyArray<object>) => all.map((one) => `${JSON.stringify(one)}\n`).join("")

layer(NodeServices.layer)("saved notifications", (it) => {
  for (const [name, file, body, records] of [
    ["a log, one a line", "hooks.ndjson", lines(message, state, status), 3],
    ["a list", "hooks.json", JSON.stringify([message, state]), 2],
    ["one, on many lines", "hook.json", JSON.stringify(message, null, 2), 1],
    ["what receiveNotification answered", "answers.ndjson", lines(...answers), 2],
    ["a list of these", "answers.json", JSON.stringify(answers, null, 1), 2],
    ["with those of an empty queue", "polled.ndjson", `null\n${lines(...answers)}null\n`, 4],
    [
      "one after the other without a line end",
      "polled.json",
      `null${answers.map((one) => JSON.stringify(one)).join("null")}null`,
      5
    ],
    ["those of several instances", "all.ndjson", lines(theirs, state), 2]
  ] as const)
    it.effect(`are told by their shape and kept as they are: ${name}`, () =>
      Effect.gen(function* () {
        const { importFile, kept } = yield* importer
        const { parts } = yield* importFile(file, body, { minutes: 60 })
        assert.deepStrictEqual(
          parts.map((part) => [part.journal, part.summary.recordCount, part.summary.faultCount, part.state]),
          [["notifications", records, 0, "added"]]
        )
        const [one] = yield* kept
        assert.strictEqual(Buffer.from(one?.body ?? []).toString(), body)
        assert.deepStrictEqual([one?.facts.minutes, one?.facts.kind], [null, undefined])
        assert.strictEqual((yield* importFile("again.json", body)).parts[0]?.state, "known")
      })
    )

  it.effect("are refused where all are of other instances, or none is one", () =>
    Effect.gen(function* () {
      const { refusal } = yield* importer
      assert.strictEqual(
        (yield* refusal("theirs.json", `[${JSON.stringify(theirs)}]`)).message,
        'theirs.json: not imported: of_other_instances {instances: ["1101000009"]}'
      )
      for (const body of [`[${recordAt(1_780_000_000)}]`, "[]"])
        assert.strictEqual(
          (yield* refusal("none.json", body, { journal: "notifications" })).message,
          "none.json: not imported: no_notifications"
        )
    })
  )

  it.effect("are refused in another encoding, or left out beside others", () =>
    Effect.gen(function* () {
      const { importFile, refusal } = yield* importer
      // Чай as windows-1251 has it.
      const badly = Buffer.from(JSON.stringify([message]).replace("tea", "\u00d7\u00e0\u00e9"), "latin1")
      assert.include((yield* refusal("hooks.json", badly)).message, "not_utf8")
      const both = Buffer.concat([badly, Buffer.from(JSON.stringify([state]))])
      assert.deepStrictEqual((yield* importFile("both.json", both)).leftOut, [
        { at: 0, reason: { code: "not_utf8" } }
      ])
    })
  )

  it.effect("are forgotten with their chat, every other byte as it was", () =>
    Effect.gen(function* () {
      const { archive, importFile, kept } = yield* importer
      yield* importFile("hooks.ndjson", lines(message, state, status))
      const forgotten = yield* forgetChat(archive, "1101000001", irina, true)
      assert.strictEqual(forgotten.records, 2)
      const [one] = yield* kept
      assert.strictEqual(
        Buffer.from(one?.body ?? [])
          .toString()
          .trim(),
        JSON.stringify(state)
      )
      assert.strictEqual(one?.facts.record_count, 1)
    })
  )
})
