// One conversation, written in the ids of WhatsApp, of MAX and of Telegram: every statistic says the same of it, but for the ids.
//
// Hidden ids and cards that tell a number are WhatsApp's alone, so here hidden ids are numbers, and cards tell none.
// A record without an id is known by the hash of its text, in which ids stand.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { bare } from "../src/engine/sql-pieces.ts"
import { countPeople } from "../src/people/people.ts"
import { statisticQuery, statistics } from "../src/statistics/statistics.ts"
import { loaded, type SavedReply } from "./loaded.ts"
import { repliesOfSeeds, seedGroups } from "./many-accounts.ts"

/** Of replies of one moment the bytes would decide which came first. */
const inWhatsApp = (seeds: ReadonlyArray<number>): ReadonlyArray<SavedReply> =>
  repliesOfSeeds(seeds).map((reply, place) => ({
    ...reply,
    requestedAt: reply.requestedAt + place,
    body: reply.body.replace(/waid=/gi, "x-id=").replace(/"(\d+)@lid"/g, '"5$1@c.us"')
  }))

const withBareIds = (text: string): string =>
  text.replace(/"(?!0@|10000000000@)(\d+)@c\.us"/g, '"$1"').replace(/"(\d+)@g\.us"/g, '"-$1"')

const isGroup = (chatId: string) => chatId.startsWith("-")

/** What Telegram, and MAX of this year, tell beside a chat and a sender. */
const withTypes = (text: string): string =>
  text
    .replace(
      /"chatId"\s*:\s*"(-?\d+)"/g,
      (told, chatId: string) => `${told},"chatType":"${isGroup(chatId) ? "group" : "user"}"`
    )
    .replace(/"senderId"\s*:\s*"\d+"/g, '$&,"senderType":"user","senderPhoneNumber":0')

const telegram = { asked_at: "2023-11-01T00:00:00.000Z", settings: { typeInstance: "telegram" } }

const writings: Readonly<Record<string, (reply: SavedReply & { readonly body: string }) => SavedReply>> = {
  MAX: (reply) => ({ ...reply, body: withBareIds(reply.body) }),
  Telegram: (reply) => ({ ...reply, body: withTypes(withBareIds(reply.body)), evidence: telegram })
}

const isText = (reply: SavedReply): reply is SavedReply & { readonly body: string } =>
  typeof reply.body === "string"

/** The rows of every statistic as texts, sorted, in bare ids. */
const everything = Effect.fnUntraced(function* (database: Database) {
  const told: Record<string, ReadonlyArray<string>> = {}
  // How far back a journal reaches is the messenger's own.
  for (const statistic of statistics().filter(({ name }) => name !== "coverage_summary")) {
    const { sql, parameters } = yield* statisticQuery(statistic, {
      tz: "Asia/Almaty",
      ...(statistic.name === "poll_results_at" && { at: new Date("2023-11-15T12:00:00Z") })
    })
    const rows = yield* database.rows(
      `select to_json(t)::varchar as line from (${bare(sql)}) as t`,
      parameters
    )
    told[statistic.name] = rows
      .map(({ line }) => withBareIds(String(line)).replace(/"hash:[0-9a-f]{32}"/g, '"hash"'))
      .sort()
  }
  return told
})

const asIdsAndAsPeople = Effect.fnUntraced(function* (replies: ReadonlyArray<SavedReply>) {
  const database = yield* loaded(replies)
  const asIds = yield* everything(database)
  const [messengers] = yield* database.rows("select list_sort(list(distinct messenger)) as found from chats")
  yield* countPeople(database, [])
  return { asIds, asPeople: yield* everything(database), messengers: JSON.stringify(messengers?.["found"]) }
})

layer(NodeServices.layer)("one conversation", (it) => {
  for (const seeds of seedGroups())
    it.effect(`gives the same statistics in whatever messenger: ${seeds[0]} to ${seeds.at(-1)}`, () =>
      Effect.gen(function* () {
        const replies = inWhatsApp(seeds).filter(isText)
        const expected = yield* asIdsAndAsPeople(replies)
        expect(Object.values(expected.asIds).filter((rows) => rows.length > 0).length).toBeGreaterThan(20)
        for (const [messenger, written] of Object.entries(writings)) {
          const found = yield* asIdsAndAsPeople(replies.map(written))
          expect(found.asIds, messenger).toEqual(expected.asIds)
          expect(found.asPeople, `${messenger}, of people`).toEqual(expected.asPeople)
          expect(found.messengers).toContain(messenger.toLowerCase())
        }
      })
    )
})
