// The promise client against the Effect client: `--replies N` replies, 10,000 unless told otherwise, from a `fetch` within
// the process; first of one record, then of 100. Prints the CPU of both; 2 % more is what the promises may cost.
//
// All in one process, in turns of fifty replies, so that a busy machine slows all. The Effect client takes part twice: what
// its two sides differ by is the noise. Replies of one record show what a call costs: of 100, that is lost in the noise.
// The pace of one request per second would decide everything: the clock of the process goes a second on each time it is read.
import { createRequire } from "node:module"
import { parseArgs } from "node:util"
import { createJournalClient, JournalClient } from "../packages/core/dist/index.js"
import { root } from "./measure.ts"
import { messageLines } from "./messages.ts"

const require = createRequire(`${root}packages/core/package.json`)
const [Effect, FetchHttpClient, Layer, Redacted] = await Promise.all(
  ["Effect", "http/FetchHttpClient", "Layer", "Redacted"].map(
    (name) => import(require.resolve(`effect/${name}`))
  )
)

const { values } = parseArgs({ options: { replies: { type: "string" } }, strict: false })
const replies = Number(values["replies"] ?? 10_000)
const TURN = 50
let records = 1
let body = Buffer.of()
const fetch = async () => new Response(body, { headers: { "content-type": "application/json" } })
const shop = { idInstance: "1101000001", apiUrl: "https://1101.api.green-api.com" }

let now = Date.now()
Date.now = () => {
  now += 1001
  return now
}

const client = createJournalClient({ ...shop, apiTokenInstance: "token", fetch })
const byPromises = async () => {
  let read = 0
  for (let reply = 0; reply < TURN; reply += 1)
    read += (await client.lastIncomingMessages({ minutes: 60 })).messages.length
  return read
}

const journal = await Effect.runPromise(
  Effect.provide(JournalClient, Layer.provide(JournalClient.layer, FetchHttpClient.layer))
)
const instance = { ...shop, apiTokenInstance: Redacted.make("token") }
const byEffects = () =>
  Effect.runPromise(
    Effect.gen(function* () {
      let read = 0
      for (let reply = 0; reply < TURN; reply += 1)
        read += (yield* journal.lastIncomingMessages(instance, { minutes: 60 })).read.length
      return read
    }).pipe(Effect.provideService(FetchHttpClient.Fetch, fetch))
  )

const runs = [byEffects, byPromises, byEffects]
const turn = async (run: () => Promise<unknown>) => {
  const before = process.cpuUsage()
  if ((await run()) !== TURN * records) throw new Error("records are missing")
  const { user, system } = process.cpuUsage(before)
  return user + system
}
const medianOf = (micros: ReadonlyArray<number>) => micros.toSorted((a, b) => a - b)[micros.length >> 1] ?? 0

for (records of [1, 100]) {
  body = Buffer.from(`[${[...messageLines({ count: records })].join(",")}]`)
  const turns = runs.map((): Array<number> => [])
  // Until all are compiled.
  for (let warm = 0; warm < 6; warm += 1) for (const run of runs) await turn(run)
  for (let done = 0; done < replies; done += TURN)
    for (let step = 0; step < runs.length; step += 1) {
      const side = (step + done / TURN) % runs.length
      turns[side]?.push(await turn(runs[side] ?? byEffects))
    }
  const [once = 0, promises = 0, again = 0] = turns.map((micros) => medianOf(micros) / TURN)
  const more = (promises / ((once + again) / 2) - 1) * 100
  const noise = (Math.max(once, again) / Math.min(once, again) - 1) * 100
  console.log(
    `${replies} replies of ${records} records: Effect ${once.toFixed(0)} and ${again.toFixed(0)} microseconds of CPU a reply (${noise.toFixed(1)} % apart), promises ${promises.toFixed(0)}, ${more.toFixed(1)} % more`
  )
}
