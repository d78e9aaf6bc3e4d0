// What can be recorded can be replayed: an archive is served as the journal, and syncs of the server at the moments at
// which it was recorded make the same archive again, whatever goes wrong on the way.
//
// 200 made-up accounts in groups, each as instances of one archive; one group in CI. `CHATLEDGER_SEED=34` takes one account alone.
import { existsSync } from "node:fs"
import { type Database, publicTables } from "@chatledger/analytics"
import { type Archive, listSnapshots, openOrCreateArchive, syncInstance } from "@chatledger/archive"
import { type Instance, JournalClient } from "@chatledger/core"
import { archiveJournal, type Fault, type FaultRule, serveJournal } from "@chatledger/journal-server"
import { randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { expect } from "vitest"
import { extent, publish, replayedSeed } from "../../../../packages/archive/test/reliability/counts.ts"
import { committed, emptyDatabase, load, rowsOf } from "../../../analytics/test/loaded.ts"
import { generateAccount } from "../../../analytics/test/model/generator.ts"
import { type StoredReply, withSnapshotIds } from "../../../analytics/test/model/observations.ts"
import { nodeHttpClient } from "../../src/http/node-client.ts"
import { standingClock } from "../standing-clock.ts"

const GROUP = extent(20, 40, 40)
const GROUPS = extent(1, 5, 5)
/** Ten years: everything that was ever observed. */
const EVERYTHING = 5_256_000

const token = Redacted.make("made-up-token")

/** Every kind of fault that passes; `nth` is small, so that most accounts meet some. */
const faults: ReadonlyArray<Fault> = [
  { kind: "status", status: 503 },
  { kind: "status", status: 429, headers: { "retry-after": "1" } },
  { kind: "status", status: 499 },
  { kind: "status", status: 400, body: '"instance in starting process try later"' },
  { kind: "reset" },
  { kind: "reset", after: 40 },
  { kind: "cutBody", bytes: 100 },
  { kind: "cutBody", bytes: 1, framing: "chunked" },
  { kind: "cutGzip", bytes: 60 },
  { kind: "wrongBody", body: "html" },
  { kind: "wrongBody", body: "empty" },
  { kind: "wrongBody", body: "object" }
]

const faultsFor = (ids: ReadonlyArray<string>, seed: number): ReadonlyArray<FaultRule> => {
  const random = randomFrom(seed)
  return ids.map((instanceId) => ({
    instanceId,
    method: random.pick(["lastIncomingMessages", "lastOutgoingMessages"] as const),
    nth: random.between(1, 4),
    fault: random.pick(faults)
  }))
}

/** An archive of what syncs at these moments fetch from a server of the given archive. */
const syncedFrom = Effect.fnUntraced(function* (
  served: Archive,
  askings: ReadonlyArray<readonly [at: number, ids: ReadonlyArray<string>]>,
  seed: number
) {
  const fs = yield* FileSystem.FileSystem
  const ids = [...new Set(askings.flatMap(([, ids]) => ids))]
  const server = yield* serveJournal({
    instances: ids.map((idInstance) => ({ idInstance, token })),
    journal: yield* archiveJournal(served),
    faults: faultsFor(ids, seed),
    rateLimit: false
  })
  const archive = yield* openOrCreateArchive(yield* temporaryFolder(fs))
  const { clock, moveTo } = yield* standingClock
  for (const [at, asked] of askings) {
    yield* server.setNow(new Date(at))
    moveTo(at)
    const sync = (idInstance: string) => {
      const instance: Instance = { idInstance, apiUrl: server.url, apiTokenInstance: token }
      return syncInstance(archive, instance, {
        journals: ["incoming", "outgoing"],
        minutes: EVERYTHING,
        program: "test"
      })
    }
    const synced = yield* Effect.forEach(asked, sync, { concurrency: 8 }).pipe(
      Effect.provideService(Clock.Clock, clock)
    )
    expect(synced.flatMap(({ failures }) => failures)).toEqual([])
  }
  const played = (yield* server.requests).filter(({ fault }) => fault !== undefined).length
  return { archive, played }
})

const temporaryFolder = (fs: FileSystem.FileSystem) =>
  fs.makeTempDirectoryScoped({
    prefix: "chatledger-",
    // Flushes of a disk cost more than all the rest.
    ...(existsSync("/dev/shm") ? { directory: "/dev/shm" } : {})
  })

/**
 * An account as one instance, without what no journal answered: saved chat histories, replies of a guessed time, and contents that
 * only earlier replies have, since the server shows the last.
 */
const repliesOfSeed = (seed: number) =>
  generateAccount(seed, { instances: 1, replies: 7, isWhole: true })
    .replies.filter(({ journal, requestedAtIsGuess }) => journal !== "history" && !requestedAtIsGuess)
    .map((reply) => ({ ...reply, instanceId: `${seed}-${reply.instanceId}` }))

const askingsOf = (replies: ReadonlyArray<StoredReply>) =>
  [...Map.groupBy(replies, ({ requestedAt }) => requestedAt)]
    .map(([at, asked]) => [at, [...new Set(asked.map(({ instanceId }) => instanceId))]] as const)
    .sort(([a], [b]) => a - b)

const databaseOf = Effect.fnUntraced(function* (archive: Archive) {
  const database = yield* emptyDatabase
  yield* load(database, yield* listSnapshots(archive))
  return database
})

/** The first row that only one of two lists has. */
const differenceOf = (found: ReadonlyArray<unknown> = [], expected: ReadonlyArray<unknown> = []) => {
  const missing = expected.find((row) => !found.includes(row))
  const unexpected = found.find((row) => !expected.includes(row))
  return (missing ?? unexpected) ? { missing, unexpected } : undefined
}

const groups =
  replayedSeed === undefined
    ? Array.from({ length: GROUPS }, (_, group) =>
        Array.from({ length: GROUP }, (_, index) => group * GROUP + index)
      )
    : [[replayedSeed]]

const counts = publish("live-round-trip", ["faults on the way"])

const live = Layer.merge(Layer.provide(JournalClient.layer, nodeHttpClient), NodeServices.layer)

/** Tables of which the latest state says everything, whenever it was seen. */
const timeless: ReadonlySet<string> = new Set([
  "poll_options",
  "media",
  "link_previews",
  "locations",
  "contacts",
  "quotes"
])

/** The rows of a table or query as texts, in order. */
const textsOf = Effect.fnUntraced(function* (database: Database, table: string) {
  const rows = yield* rowsOf(
    database,
    `(select to_json(t)::varchar as text from (from ${table}) as t order by 1)`
  )
  return rows.map(({ text }) => text)
})

for (const seeds of groups)
  it.live(
    `accounts ${seeds[0]} to ${seeds.at(-1)} come out of the server as they went in`,
    () =>
      Effect.gen(function* () {
        const replies = withSnapshotIds(seeds.flatMap(repliesOfSeed))
        const refs = yield* committed(replies)
        const saved = { path: refs[0]?.path.split("/snapshots/")[0] ?? "" }
        const askings = askingsOf(replies)
        const first = yield* syncedFrom(saved, askings, seeds[0] ?? 0)
        const second = yield* syncedFrom(first.archive, askings, seeds[1] ?? 0)
        if (replayedSeed === undefined) expect(first.played).toBeGreaterThan(seeds.length / 4)
        const [told, once, twice] = yield* Effect.all([
          databaseOf(saved),
          databaseOf(first.archive),
          databaseOf(second.archive)
        ])
        for (const table of publicTables()) {
          const [before, after, again] = yield* Effect.all(
            [told, once, twice].map((one) => textsOf(one, table))
          )
          expect(differenceOf(again, after), `${table}, served twice`).toBeUndefined()
          if (timeless.has(table) && table !== "poll_options")
            expect(differenceOf(after, before), `${table}, served once`).toBeUndefined()
        }
        // The options of a poll that is known from votes alone are in the order of these, and the server tells only the last
        // state of a vote that a reply has in two, with other times.
        const seen = `(select o.* from poll_options as o
          semi join (from polls where is_seen) as p using (instance_id, chat_id, poll_message_id))`
        const options = "(select * exclude (option_index) from poll_options)"
        const keys = "(select instance_id, chat_id, message_id from messages)"
        for (const rows of [seen, options, keys])
          expect(differenceOf(yield* textsOf(once, rows), yield* textsOf(told, rows)), rows).toBeUndefined()
        counts.count({
          accounts: seeds.length,
          replies: replies.length,
          "faults on the way": first.played + second.played
        })
      }).pipe(Effect.scoped, Effect.provide(live)),
    300_000
  )

it("has proved what is published", counts.settle)
