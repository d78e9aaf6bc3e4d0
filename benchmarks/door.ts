// The promise client against the Effect client: `--replies N` replies of 100 records, 10,000 unless told otherwise, from a
// `fetch` within the process. Prints the CPU of both; 2 % more is what the promises may cost.
//
// Both in one process, in turns of fifty replies, so that a busy machine slows both. The pace of one request per second
// would decide everything: the clock of the process goes a second on each time it is read.
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
const RECORDS = 100
const body = Buffer.from(`[${[...messageLines({ count: RECORDS })].join(",")}]`)
const fetch = async () => new Response(body, { headers: { "content-type": "application/json" } })
const shop = { idInstance: "1101000001", apiUrl: "https://1101.api.green-api.com" }

let now = Date.now()
Date.now = () => {
  now += 1001
  return now
}

const client = createJournalClient({ ...shop, apiTokenInstance: "token", fetch })
const byPromises = async () => {
  let records = 0
  for (let reply = 0; reply < TURN; reply += 1)
    records += (await client.lastIncomingMessages({ minutes: 60 })).messages.length
  return records
}

const journal = await Effect.runPromise(
  Effect.provide(JournalClient, Layer.provide(JournalClient.layer, FetchHttpClient.layer))
)
const instance = { ...shop, apiTokenInstance: Redacted.make("token") }
const byEffects = () =>
  Effect.runPromise(
    Effect.gen(function* () {
      let records = 0
      for (let reply = 0; reply < TURN; reply += 1)
        records += (yield* journal.lastIncomingMessages(instance, { minutes: 60 })).read.length
      return records
    }).pipe(Effect.provideService(FetchHttpClient.Fetch, fetch))
  )

const sides = [
  { name: "Effect", run: byEffects, micros: [] as Array<number> },
  { name: "promises", run: byPromises, micros: [] as Array<number> }
]
const turn = async (side: (typeof sides)[number]) => {
  const before = process.cpuUsage()
  if ((await side.run()) !== TURN * RECORDS) throw new Error(`${side.name}: records are missing`)
  const { user, system } = process.cpuUsage(before)
  return user + system
}

// Until both are compiled.
for (let warm = 0; warm < 6; warm += 1) for (const side of sides) await turn(side)
for (let done = 0; done < replies; done += TURN)
  for (const side of done % (2 * TURN) === 0 ? sides : sides.toReversed()) side.micros.push(await turn(side))

/** Seconds of all replies, at the median of the turns: one that another program disturbs does not count. */
const secondsOf = ({ micros }: (typeof sides)[number]) => {
  const sorted = micros.toSorted((a, b) => a - b)
  return ((sorted[sorted.length >> 1] ?? 0) * micros.length) / 1e6
}
const [effects = 0, promises = 0] = sides.map(secondsOf)
const more = (promises / effects - 1) * 100
console.log(
  `${replies} replies of ${RECORDS} records: Effect ${effects.toFixed(2)} s of CPU, promises ${promises.toFixed(2)} s, ${more.toFixed(1)} % more`
)
