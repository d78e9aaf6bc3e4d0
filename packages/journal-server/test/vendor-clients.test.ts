// The vendor's own clients for JavaScript ask the server as they ask the service. The newer one has its address written into it.
import { createRequire } from "node:module"
import type { Facts } from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import { GreenApiClient } from "@green-api/whatsapp-api-client-js-v2"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { vi } from "vitest"
import { archiveJournal } from "../src/index.ts"
import { emptyArchive, keep } from "./replies.ts"
import { instanceId, served, token } from "./served.ts"

const now = new Date("2026-02-02T05:00:00Z")
const seconds = now.getTime() / 1000
const ann = "79990000001@c.us"
const club = "120363000000000091@g.us"

const said = (id: string, ago: number, more: object = {}) => ({
  type: "incoming",
  idMessage: id,
  timestamp: seconds - ago,
  typeMessage: "textMessage",
  textMessage: "hello",
  chatId: ann,
  senderId: ann,
  senderName: "Ann",
  ...more
})

const received = said("A", 100)
const sent = { ...said("B", 50), type: "outgoing", statusMessage: "read", sendByApi: false }
const contacts = [{ id: ann, name: "Ann", contactName: "Ann B", type: "user" }]
const chats = [{ id: club, name: "Club", type: "group" }]
const group = { groupId: club, subject: "Club", participants: [{ id: ann, isAdmin: true }] }

const replies: ReadonlyArray<readonly [Facts["journal"], object]> = [
  ["incoming", [received]],
  ["outgoing", [sent]],
  ["contacts", contacts],
  ["chats", chats],
  ["group", group]
]

const serving = Effect.gen(function* () {
  const archive = yield* emptyArchive
  for (const [place, [journal, value]] of replies.entries())
    yield* keep(archive, now.getTime() - (40 - place) * 1000, JSON.stringify(value), {
      journal,
      record_count: 1
    })
  return yield* served({
    journal: yield* archiveJournal(archive),
    instances: [{ idInstance: instanceId, token: Redacted.make(token) }],
    now
  })
})

/** Asks with and without the part of the address that MAX once needed. */
const asking = (
  ask: (url: string) => Promise<Readonly<Record<string, unknown>>>,
  expected: Readonly<Record<string, unknown>>
) =>
  serving.pipe(
    Effect.flatMap(({ url }) =>
      Effect.forEach([url, `${url}/v3`], (address) =>
        Effect.map(
          Effect.promise(() => ask(address)),
          (found) => assert.deepStrictEqual(found, expected, address)
        )
      )
    ),
    Effect.scoped,
    Effect.provide(NodeServices.layer)
  )

/** The newer client; what it asks it also logs. */
class Client extends GreenApiClient {
  constructor(url: string) {
    super({ idInstance: Number(instanceId), apiTokenInstance: token })
    this.client.defaults.baseURL = `${url}/waInstance${instanceId}`
  }
}

type Method = (...given: ReadonlyArray<unknown>) => Promise<unknown>

/** The older one has no types. */
const { restAPI } = createRequire(import.meta.url)("@green-api/whatsapp-api-client") as {
  readonly restAPI: (options: object) => Readonly<Record<string, Readonly<Record<string, Method>>>>
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const { senderId: _, senderName: __, type: ___, ...shown } = received

describe("the vendor's clients", () => {
  it.effect("ask the newer way for journals, chats, messages, contacts and groups", () =>
    asking(
      async (url) => {
        const logged = vi.spyOn(console, "log").mockImplementation(() => {})
        const client = new Client(url)
        const found = {
          incoming: await client.lastIncomingMessages(1440),
          outgoing: await client.lastOutgoingMessages(1440),
          history: await client.getChatHistory({ chatId: ann, count: 10 }),
          message: await client.getMessage({ chatId: ann, idMessage: "A" }),
          contacts: await client.getContacts(),
          group: await client.getGroupData({ groupId: club }),
          state: await client.getStateInstance()
        }
        logged.mockRestore()
        return found
      },
      {
        incoming: [received],
        outgoing: [sent],
        history: [sent, received],
        message: received,
        contacts,
        group,
        state: { stateInstance: "authorized" }
      }
    )
  )

  it.effect("ask the older way, which names no minutes and shows a part of a record", () =>
    asking(
      async (host) => {
        const client = restAPI({ host, idInstance: instanceId, apiTokenInstance: token })
        const ask = (method: string, ...given: ReadonlyArray<unknown>) => {
          const service = Object.values(client).find((one) => typeof one[method] === "function")
          return service?.[method]?.(...given)
        }
        return {
          incoming: plain(await ask("lastIncomingMessages")),
          history: plain(await ask("getChatHistory", ann, 10)),
          contacts: plain(await ask("getContacts")),
          chats: plain(await ask("getChats")),
          group: plain(await ask("getGroupData", club)),
          state: await ask("getStateInstance")
        }
      },
      {
        incoming: [shown],
        history: [sent, received],
        contacts,
        chats,
        group,
        state: { stateInstance: "authorized" }
      }
    )
  )
})
