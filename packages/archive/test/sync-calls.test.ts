import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { commitSnapshot, coverageOf, listSnapshots, readBody, syncInstance } from "../src/index.ts"
import { bytesOf, emptyArchive, factsOf } from "./archives.ts"
import { type Answer, accountAnswer, clientOf, instanceOf, type Question } from "./reliability/vendor.ts"

const instanceId = "1101000001"
const call = (type: string, id: string, status: string) => ({
  type,
  idMessage: id,
  timestamp: 1_706_520_000,
  typeMessage: `${type}Call`,
  chatId: "79090000001@c.us",
  status,
  duration: 5
})

const service = (calls: (question: Question) => Answer) => {
  const asked: Array<Question> = []
  const client = clientOf((question) => {
    asked.push(question)
    if (question.method.endsWith("Calls")) return calls(question)
    if (question.method.startsWith("last")) return { status: 200, body: bytesOf("[]") }
    return accountAnswer(question)
  })
  return { asked, client }
}

const sync = (archive: { readonly path: string }, client: ReturnType<typeof service>["client"]) =>
  Effect.provide(
    syncInstance(archive, instanceOf(instanceId), {
      journals: ["incoming", "outgoing"],
      calls: true,
      program: "test 0"
    }),
    client
  )

layer(NodeServices.layer)("a sync of calls", (it) => {
  it.effect("keeps both journals of calls, and asks the next time for what is new since", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const { asked, client } = service(({ method }) => ({
        status: 200,
        body: bytesOf(
          JSON.stringify(method === "lastIncomingCalls" ? [call("incoming", "C1", "missed")] : [])
        )
      }))
      const { calls } = yield* sync(archive, client)
      assert.deepStrictEqual(
        calls?.journals.map(({ direction, facts, summary }) => [direction, facts.kind, summary.recordCount]),
        [
          ["incoming", "calls", 1],
          ["outgoing", "calls", 0]
        ]
      )
      const kept = yield* Effect.forEach(yield* listSnapshots(archive, instanceId), readBody)
      assert.strictEqual(kept.length, 4)
      yield* TestClock.adjust("10 minutes")
      yield* sync(archive, client)
      const minutes = asked
        .filter(({ method }) => method === "lastIncomingCalls")
        .map(({ minutes }) => minutes)
      assert.deepStrictEqual(minutes, [43_200, 70])
    })
  )

  it.effect("have coverage of their own, blind where their setting was off", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const { client } = service(() => ({ status: 200, body: bytesOf("[]") }))
      yield* TestClock.setTime(Date.parse("2024-01-29T10:00:00Z"))
      yield* sync(archive, client)
      yield* TestClock.adjust("3 days")
      yield* sync(archive, client)
      const told = yield* coverageOf(archive)
      assert.deepStrictEqual(
        told.map(({ intervals, journal }) => [journal, intervals.map(({ state }) => state).join()]),
        [
          ["incoming", "ok,lost,ok"],
          ["outgoing", "ok,lost,ok"],
          ["incoming calls", "ok,lost,ok"],
          ["outgoing calls", "ok,lost,ok"]
        ]
      )
      const evidence = {
        asked_at: "2024-02-01T11:00:00.000Z",
        state: "authorized",
        settings: { incomingWebhook: "yes", incomingCallWebhook: "no" }
      }
      const body = bytesOf("[]")
      const facts = factsOf(body, {
        requested_at: "2024-02-01T11:00:00.000Z",
        server_date: null,
        minutes: 70,
        kind: "calls",
        evidence
      })
      yield* commitSnapshot(archive, facts, body)
      const states = (yield* coverageOf(archive)).map(({ intervals, journal }) => [
        journal,
        intervals.some(({ state }) => state === "blind")
      ])
      assert.deepStrictEqual(states.slice(0, 3), [
        ["incoming", false],
        ["outgoing", false],
        ["incoming calls", true]
      ])
    })
  )

  for (const status of [403, 404])
    it.effect(`is no fault where the service has no journals of calls: ${status}`, () =>
      Effect.gen(function* () {
        const { client } = service(() => ({ status, body: bytesOf("") }))
        const { calls, failures, journals } = yield* sync(yield* emptyArchive, client)
        assert.deepStrictEqual(calls, { journals: [], missing: ["incoming", "outgoing"], failures: [] })
        assert.deepStrictEqual([journals.length, failures.length], [2, 0])
      })
    )
})
