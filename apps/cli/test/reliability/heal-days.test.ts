// Virtual days with a history: a service that forgets after hours, a machine that is off for days, and syncs that ask the
// histories of chats for the lost time, within a budget; by seed.
//
// What is reported as filled has every message that the account had in that time. One seed again:
// CHATLEDGER_SEED=17 npx vitest run --mode reliability test/reliability/heal-days.test.ts
import { existsSync } from "node:fs"
import { findStatistic, statisticQuery } from "@chatledger/analytics"
import {
  type Archive,
  coverageOf,
  listSnapshots,
  openOrCreateArchive,
  syncInstance
} from "@chatledger/archive"
import { healInstance, requestedHistories } from "@chatledger/archive/internal"
import { type Instance, JournalClient } from "@chatledger/core"
import { type FaultRule, type Journal, scriptedJournal, serveJournal } from "@chatledger/journal-server"
import { type Random, randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { expect } from "vitest"
import {
  extent,
  isPart,
  publish,
  replayedSeed,
  seedsOf
} from "../../../../packages/archive/test/reliability/counts.ts"
import { emptyDatabase, load } from "../../../analytics/test/loaded.ts"
import { activeChats } from "../../src/healing/heal.ts"
import { historyRequests, holesOf } from "../../src/healing/heal-plan.ts"
import { nodeHttpClient } from "../../src/http/node-client.ts"
import { standingClock } from "../standing-clock.ts"

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const DAYS = extent(5, 14, 14)
const START = Date.parse("2026-02-20T00:00:00Z")
const idInstance = "1101000001"
const token = Redacted.make("made-up-token")

interface Sent {
  readonly id: string
  readonly chatId: string
  readonly journal: "incoming" | "outgoing"
  /** UNIX seconds. */
  readonly sentAt: number
  readonly visibleFrom: number
  readonly record: object
}

/** Chats with days of silence; most messages are seen at once, some after minutes. */
const messagesOf = (random: Random): ReadonlyArray<Sent> =>
  Array.from({ length: random.between(2, 6) }, (_, chat) => {
    const chatId = chat === 0 ? "120363000000000091@g.us" : `7900000009${chat}@c.us`
    const mean = random.pick([0.3, 2, 8, 30]) * HOUR
    const sent: Array<Sent> = []
    for (let at = START - 3 * DAY; at < START + DAYS * DAY; at += -Math.log(1 - random.next()) * mean) {
      const journal = random.chance(0.6) ? "incoming" : "outgoing"
      const id = `${chat}-${sent.length}`
      const sentAt = Math.floor(at / 1000)
      sent.push({
        id,
        chatId,
        journal,
        sentAt,
        visibleFrom: sentAt + (random.chance(0.9) ? 0 : random.between(1, 600)),
        record: {
          type: journal,
          idMessage: id,
          timestamp: sentAt,
          typeMessage: "textMessage",
          chatId,
          ...(journal === "incoming" ? { senderId: chat === 0 ? "79000000099@c.us" : chatId } : {}),
          textMessage: `message ${id}`
        }
      })
    }
    return sent
  }).flat()

const journalOf = (sent: ReadonlyArray<Sent>, retentionMinutes: number): Journal => {
  const { recordsAt } = scriptedJournal(
    sent.map((one) => ({ ...one, instanceId: idInstance, message: one.id }))
  )
  const encoder = new TextEncoder()
  return {
    recordsAt: (query) => recordsAt({ ...query, minutes: Math.min(query.minutes, retentionMinutes) }),
    chats: {
      historyAt: ({ at, chatId, limit }) =>
        Effect.succeed(
          sent
            .filter((one) => one.chatId === chatId && one.visibleFrom * 1000 <= at.getTime())
            .sort((a, b) => b.sentAt - a.sentAt)
            .slice(0, limit)
            .map(({ record }) => encoder.encode(JSON.stringify(record)))
        ),
      messageAt: () => Effect.succeed(undefined),
      seenAt: () => Effect.succeed({ chats: [], people: [], hasBareIds: false })
    }
  }
}

const faultsOf = (random: Random): ReadonlyArray<FaultRule> =>
  Array.from({ length: random.between(1, 4) }, () => ({
    method: "getChatHistory" as const,
    nth: random.between(1, 20),
    fault: random.pick([
      { kind: "status", status: 400, body: '"chatId is not known"' },
      { kind: "status", status: 503 },
      { kind: "cutBody", bytes: 60 },
      { kind: "cutGzip", bytes: 60 },
      { kind: "wrongBody", body: "html" },
      { kind: "wrongBody", body: "empty" },
      { kind: "reset" }
    ] as const)
  }))

const temporaryFolder = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  fs.makeTempDirectoryScoped({
    prefix: "chatledger-",
    // Flushes of a disk cost more than all the rest.
    ...(existsSync("/dev/shm") ? { directory: "/dev/shm" } : {})
  })
)

/** A database that is brought up to date with the archive. */
const tablesOf = Effect.fnUntraced(function* (archive: Archive) {
  const database = yield* emptyDatabase
  const loaded = new Set<string>()
  return Effect.gen(function* () {
    const added = (yield* listSnapshots(archive)).filter(({ snapshotId }) => !loaded.has(snapshotId))
    yield* load(database, added)
    for (const { snapshotId } of added) loaded.add(snapshotId)
    return database
  })
})

const tell = (at: number): string => new Date(at).toISOString().slice(0, 16)

/** Some days of one account, and what has become of its lost time. */
const daysOf = Effect.fnUntraced(function* (seed: number) {
  const random = randomFrom(seed)
  const sent = messagesOf(random)
  const retention = random.pick([24, 24, 36]) * HOUR
  const budget = { monthly: random.pick([5, 20, 300]), perChat: random.pick([1, 3]) }
  const isFaulty = random.chance(0.5)
  const server = yield* serveJournal({
    instances: [{ idInstance, token }],
    journal: journalOf(sent, retention / 60_000),
    faults: isFaulty ? faultsOf(random) : [],
    rateLimit: false
  })
  const instance: Instance = { idInstance, apiUrl: server.url, apiTokenInstance: token }
  const archive = yield* openOrCreateArchive(yield* temporaryFolder)
  const { clock, moveTo } = yield* standingClock
  const tables = yield* tablesOf(archive)
  let runs = 0
  for (let at = START; at < START + DAYS * DAY; ) {
    yield* server.setNow(new Date(at))
    moveTo(at)
    yield* Effect.gen(function* () {
      yield* syncInstance(archive, instance, { journals: ["incoming", "outgoing"], program: "test" })
      const holes = holesOf(yield* coverageOf(archive, at))
      if (holes.length === 0) return
      const chats = yield* activeChats(yield* tables, idInstance, holes)
      const requests = historyRequests(
        chats,
        yield* requestedHistories(archive, idInstance),
        budget,
        new Date(at)
      )
      yield* healInstance(archive, instance, requests, "test")
    }).pipe(Effect.scoped, Effect.provideService(Clock.Clock, clock))
    runs += 1
    at += random.chance(0.25) ? random.between(26, 120) * HOUR : random.between(4, 20) * HOUR
  }
  const asked = yield* requestedHistories(archive, idInstance)
  for (const ofMonth of Map.groupBy(asked, ({ requestedAt }) =>
    requestedAt.toISOString().slice(0, 7)
  ).values()) {
    expect(ofMonth.length).toBeLessThanOrEqual(budget.monthly)
    for (const ofChat of Map.groupBy(ofMonth, ({ chatId }) => chatId).values())
      expect(ofChat.length).toBeLessThanOrEqual(budget.perChat)
  }
  const database = yield* tables
  const { parameters, sql } = yield* statisticQuery(yield* findStatistic("healed_gaps"), { tz: "UTC" })
  const rows = yield* database.rows(
    `select * replace (epoch_ms(from_at) as from_at, epoch_ms(to_at) as to_at) from (${sql.replace(/;\s*$/, "")})`,
    parameters
  )
  const known = new Set(
    (yield* database.rows("select message_id from messages")).map((row) => String(row["message_id"]))
  )
  let whole = 0
  let healed = 0
  for (const row of rows) {
    const { chatId, from, to } = {
      chatId: String(row["chat_id"]),
      from: Number(row["from_at"]),
      to: Number(row["to_at"])
    }
    const inside = sent.filter(
      (one) => one.chatId === chatId && one.sentAt * 1000 >= from && one.sentAt * 1000 < to
    )
    expect(Number(row["messages"])).toBe(inside.filter(({ id }) => known.has(id)).length)
    if (row["is_whole"] !== true) continue
    whole += 1
    healed += inside.length
    for (const { id } of inside)
      expect(
        known.has(id),
        `${id}, in the time from ${tell(from)} to ${tell(to)} that is reported as filled`
      ).toBe(true)
  }
  return { runs, asked: asked.length, rows: rows.length, whole, healed }
})

const counts = publish("heal-days")

const live = Layer.merge(Layer.provide(JournalClient.layer, nodeHttpClient), NodeServices.layer)

/** In CI two whose five days have lost times, one of which is not filled whole. */
const seeds = isPart && replayedSeed === undefined ? [2, 3] : seedsOf(extent(2, 20, 300))

for (const seed of seeds)
  it.live(
    `what histories have filled is filled, seed ${seed}`,
    () =>
      Effect.gen(function* () {
        const { asked, healed, rows, runs, whole } = yield* daysOf(seed)
        counts.count({
          seeds: 1,
          syncs: runs,
          histories: asked,
          "lost times of chats": rows,
          "of them filled": whole,
          "messages in them": healed
        })
      }).pipe(Effect.scoped, Effect.provide(live)),
    300_000
  )

it("has proved what is published", counts.settle)
