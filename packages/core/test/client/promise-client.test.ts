// The client as promises: what it answers, how it fails, and that it keeps the pace of its instance.
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { afterEach, assert, beforeEach, describe, it, vi } from "vitest"
import { createJournalClient, JournalClient, type JournalClientOptions } from "../../src/index.ts"
import { serviceOf } from "./service.ts"

let instances = 0

/** A client of an instance of its own, and what it asked. */
const clientOf = (answer: (url: string, init: RequestInit) => Response | Promise<Response>) => {
  instances += 1
  const asked: Array<{ readonly at: number; readonly url: string; readonly init: RequestInit }> = []
  const options: JournalClientOptions = {
    idInstance: `77${instances}`,
    apiUrl: "https://1101.api.green-api.com",
    apiTokenInstance: "s3cr3t",
    fetch: async (url, init = {}) => {
      asked.push({ at: Date.now(), url: String(url), init })
      return answer(String(url), init)
    }
  }
  return { client: createJournalClient(options), asked, options }
}

const json = (value: unknown) => new Response(JSON.stringify(value))

const failureOf = async (promise: Promise<unknown>): Promise<Record<string, unknown>> => {
  try {
    await promise
  } catch (error) {
    return error as Record<string, unknown>
  }
  throw new Error("nothing failed")
}

/** Lets the time of the timers go by until a promise is settled. */
const through = async (promise: Promise<unknown>) => {
  let isSettled = false
  const settled = promise.finally(() => {
    isSettled = true
  })
  while (!isSettled) {
    await vi.advanceTimersByTimeAsync(100)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await settled
}

describe("a client of promises", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it("answers messages, and beside them what the reply was", async () => {
    const { client, asked } = clientOf(() => json([{ typeMessage: "textMessage", textMessage: "hello" }, 1]))
    const { messages, read, status, minutes } = await client.lastIncomingMessages({ minutes: 60 })
    const [message] = messages
    assert(message?.typeMessage === "textMessage")
    assert.strictEqual(message.textMessage, "hello")
    assert.deepStrictEqual([messages.length, read.length, status, minutes], [1, 2, 200, 60])
    assert.match(asked[0]?.url ?? "", /waInstance77\d+\/lastIncomingMessages\/s3cr3t\?minutes=60$/)
  })

  it("has every call that reads, and none that sends, sets or takes away", async () => {
    const { client } = clientOf((url) => {
      if (url.includes("getStateInstance")) return json({ stateInstance: "authorized" })
      if (url.includes("getSettings")) return json({ incomingWebhook: "yes" })
      if (url.includes("getGroupData")) return json({ groupId: "1@g.us", subject: "Flat 12" })
      return json([])
    })
    assert.deepStrictEqual(Object.keys(client).sort(), [
      "getChats",
      "getContacts",
      "getGroupData",
      "getSettings",
      "getStateInstance",
      "lastIncomingMessages",
      "lastOutgoingMessages"
    ])
    assert.strictEqual((await client.getStateInstance()).read, "authorized")
    assert.deepStrictEqual((await client.getSettings()).read, { incomingWebhook: "yes" })
    assert.deepInclude((await client.getGroupData("1@g.us")).read, { subject: "Flat 12" })
    assert.deepStrictEqual((await client.getContacts()).read, [])
    assert.deepStrictEqual((await client.getChats()).read, [])
    assert.deepStrictEqual((await client.lastOutgoingMessages()).messages, [])
  })

  it("asks once a second, however many promises wait, also through another client of the instance", async () => {
    const { client, asked, options } = clientOf(() => json([]))
    const other = createJournalClient({ ...options, apiTokenInstance: Redacted.make("s3cr3t") })
    await through(Promise.all(Array.from({ length: 3 }, () => client.lastIncomingMessages())))
    await through(other.lastIncomingMessages())
    const times = asked.map(({ at }) => at)
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    assert.lengthOf(waits, 3)
    for (const wait of waits) assert.isAtLeast(wait, 1000)
  })

  it("fails with the errors of the client, which hold no token", async () => {
    const { client } = clientOf(() => new Response(null, { status: 401 }))
    const error = await failureOf(client.lastIncomingMessages())
    assert.deepInclude(error, { _tag: "NotAuthorised", status: 401, isRetryable: false })
    assert.notInclude(JSON.stringify(error) + String(error), "s3cr3t")
  })

  it("is given up by a signal, with its reason, and so is the request", async () => {
    let given: AbortSignal | null | undefined
    const { client } = clientOf((_, { signal }) => {
      given = signal
      return new Promise(() => undefined)
    })
    const control = new AbortController()
    const failed = failureOf(client.lastIncomingMessages({ signal: control.signal }))
    await vi.advanceTimersByTimeAsync(10)
    control.abort(new DOMException("enough", "AbortError"))
    assert.strictEqual((await failed)["name"], "AbortError")
    assert.isTrue(given?.aborted)
    assert.strictEqual((await failureOf(client.getChats({ signal: control.signal })))["name"], "AbortError")
  })

  it("says what to pass when plain JavaScript passes something else", async () => {
    const { client, options } = clientOf(() => json([]))
    const refused = (given: unknown) => {
      try {
        createJournalClient(given as JournalClientOptions)
      } catch (error) {
        assert.deepInclude(error as object, { _tag: "InvalidArgument", isRetryable: false })
        return error instanceof Error ? error.message : ""
      }
      return "nothing"
    }
    assert.include(refused(undefined), "an object with idInstance, apiUrl and apiTokenInstance")
    assert.include(refused({ ...options, idInstance: undefined }), "idInstance has to be")
    assert.include(refused({ ...options, idInstance: "waInstance1101000001" }), "idInstance has to be")
    const swapped = refused({ ...options, idInstance: "a1b2c3", apiTokenInstance: "1101000001" })
    assert.include(swapped, "idInstance has to be")
    assert.notInclude(swapped, "a1b2c3")
    assert.include(refused({ ...options, apiUrl: 1 }), "apiUrl has to be")
    assert.include(refused({ ...options, apiTokenInstance: "" }), "apiTokenInstance has to be")
    assert.include(refused({ ...options, fetch: "node-fetch" }), "fetch has to be a function")
    for (const minutes of [0, -1, 1.5, "60", Number.NaN])
      assert.deepInclude(await failureOf(client.lastIncomingMessages({ minutes: minutes as number })), {
        _tag: "InvalidArgument",
        argument: "minutes"
      })
    assert.deepInclude(await failureOf(client.getGroupData(undefined as unknown as string)), {
      argument: "groupId"
    })
    const plain = client as unknown as Readonly<Record<string, (options: unknown) => Promise<unknown>>>
    for (const [call, passed, needs] of [
      ["lastIncomingMessages", 60, "lastIncomingMessages: the argument has to be an object"],
      ["lastOutgoingMessages", null, "lastOutgoingMessages: the argument has to be an object"],
      ["lastIncomingMessages", { minute: 60 }, "an object of minutes, signal; there is no minute"],
      ["lastIncomingMessages", { "0123456789abcdef": 60 }, "an object of minutes, signal; it has another"],
      ["getStateInstance", null, "getStateInstance: the argument has to be an object"],
      ["getChats", { signal: new AbortController() }, "getChats: signal has to be the signal of"]
    ] as const) {
      const error = await failureOf(plain[call]?.(passed) ?? Promise.resolve())
      assert.deepInclude(error, { _tag: "InvalidArgument" })
      assert.include(error["message"], needs)
    }
    const elsewhere = createJournalClient({ ...options, apiUrl: "1101.api.green-api.com" })
    assert.include(
      (await failureOf(elsewhere.getSettings()))["message"],
      "apiUrl has to be an address such as"
    )
  })

  it("names the layer that an effect of plain JavaScript forgets", async () => {
    const run = (effect: unknown) => failureOf(Effect.runPromise(effect as Effect.Effect<unknown>))
    const asked = Effect.gen(function* () {
      return yield* JournalClient
    })
    for (const forgotten of [asked, JournalClient.use(() => Effect.void)])
      assert.deepInclude(await run(forgotten), {
        _tag: "InvalidArgument",
        isRetryable: false,
        message:
          "JournalClient: the effect has to be provided with JournalClient.layer; without effect, use createJournalClient"
      })
    assert.include(
      (await run(Effect.provide(asked, JournalClient.layer)))["message"],
      "JournalClient.layer: the effect has to be provided with an HTTP client, such as FetchHttpClient.layer"
    )
  })

  it("is not made by new, and the service of effect wants its token wrapped", async () => {
    assert.throws(
      () => new JournalClient(undefined as never),
      /made by createJournalClient\(.*\), or provided by JournalClient\.layer/
    )
    const { ask } = serviceOf({})
    const shop = {
      idInstance: "1",
      apiUrl: "https://x",
      apiTokenInstance: "s3cr3t" as unknown as Redacted.Redacted
    }
    const error = await failureOf(Effect.runPromise(ask((journal) => journal.lastIncomingMessages(shop))))
    assert.deepInclude(error, { _tag: "InvalidArgument", argument: "apiTokenInstance" })
    assert.notInclude(String(error), "s3cr3t")
  })
})
