// One side of `sync.ts`: so many replies fetched and parsed, or fetched, decoded and committed; or of
// `sync-instances.ts`: the bare fetches of so many instances.
//
// Both journals of fifty instances in turn, and no memory of the last request: the pace of one per second would decide
// everything.
import { createRequire } from "node:module"
import { root } from "./measure.ts"

const [side = "", url = "", replies = "0", archivePath = ""] = process.argv.slice(2)
const count = Number(replies)
const SIDE_BY_SIDE = 8
const INSTANCES = 50
const idOf = (index: number) => `${1_100_000_000 + ((index >> 1) % INSTANCES)}`
const methodOf = (index: number) => (index % 2 === 0 ? "lastIncomingMessages" : "lastOutgoingMessages")

if (side === "fetch") {
  let next = 0
  let records = 0
  const one = async () => {
    while (next < count) {
      const index = next++
      const reply = await fetch(`${url}/waInstance${idOf(index)}/${methodOf(index)}/token?minutes=12`)
      const { length } = JSON.parse(await reply.text())
      records += length
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one))
  if (records !== count * 200) throw new Error(`${records} records`)
} else if (side === "bare" || side === "bare-directory") {
  let next = 0
  let bytes = 0
  const ask = async (id: string, method: string) => {
    const reply = await fetch(`${url}/waInstance${id}/${method}`)
    bytes += (await reply.arrayBuffer()).byteLength
  }
  const one = async () => {
    while (next < count) {
      const id = `${1_100_000_000 + next++}`
      await Promise.all([ask(id, "getStateInstance/token"), ask(id, "getSettings/token")])
      await Promise.all([
        ask(id, "lastIncomingMessages/token?minutes=12"),
        ask(id, "lastOutgoingMessages/token?minutes=12")
      ])
      if (side === "bare-directory")
        await Promise.all([ask(id, "getContacts/token"), ask(id, "getChats/token")])
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one))
  if (bytes < count * 50_000) throw new Error(`${bytes} bytes`)
} else {
  const require = createRequire(`${root}apps/cli/package.json`)
  await import(require.resolve("effect/schema/SchemaJITCompiler/enable"))
  const { Effect, Layer, Redacted } = await import(require.resolve("effect"))
  const { NodeServices } = await import(require.resolve("@effect/platform-node"))
  const { JournalClient, LastRequests } = await import(`${root}packages/core/dist/index.js`)
  const { commitSnapshot, openOrCreateArchive, snapshotId } = await import(
    `${root}packages/archive/dist/index.js`
  )
  const { readReplyBody } = await import(`${root}packages/archive/dist/sync/body-reader.js`)
  const { nodeHttpClient } = await import(`${root}apps/cli/src/http/node-client.ts`)
  const apiTokenInstance = Redacted.make("token")
  const sync = Effect.gen(function* () {
    const client = yield* JournalClient
    const archive = yield* openOrCreateArchive(archivePath)
    const one = Effect.fnUntraced(function* (index: number) {
      const instance = { idInstance: idOf(index), apiUrl: url, apiTokenInstance }
      const reply = yield* client[methodOf(index)](instance, {
        minutes: 12,
        reader: () => ({ end: readReplyBody })
      })
      const { summary, sha256 } = reply.read
      const journal = index % 2 === 0 ? "incoming" : "outgoing"
      const facts = {
        version: 1,
        snapshot_id: snapshotId({ requestedAt: reply.requestedAt, journal, part: 0, sha256 }),
        instance_id: instance.idInstance,
        journal,
        origin: "sync",
        requested_at: reply.requestedAt.toISOString(),
        requested_at_is_guess: false,
        minutes: 12,
        server_date: reply.serverDate ?? null,
        status: reply.status,
        byte_count: reply.body.length,
        sha256,
        record_count: summary.recordCount,
        oldest_timestamp: summary.oldestTimestamp ?? null,
        newest_timestamp: summary.newestTimestamp ?? null,
        source: null,
        evidence: null,
        program: "benchmark"
      }
      if (summary.recordCount !== 200) return yield* Effect.die(`${summary.recordCount} records`)
      yield* commitSnapshot(archive, facts, reply.body)
    })
    yield* Effect.forEach(
      Array.from({ length: count }, (_, index) => index),
      one,
      { concurrency: SIDE_BY_SIDE, discard: true }
    )
  })
  const layer = Layer.provideMerge(Layer.provide(JournalClient.layer, nodeHttpClient), NodeServices.layer)
  const forgetful = { at: () => undefined, note: () => undefined }
  await Effect.runPromise(sync.pipe(Effect.provideService(LastRequests, forgetful), Effect.provide(layer)))
}
