// A day of an unattended archive, or ten hours of it: instances, a service and a disk that fail, a clock that jumps, a
// machine that is started anew or off for longer than the service keeps; everything by one seed.
//
// `syncInstance` is the product's; HTTP, disk and clock are models. What the day tells is what was acknowledged, when
// the service was last heard, and the truth.

import { type Random, randomOfRun } from "@chatledger/sample-account"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { openOrCreateArchive, syncInstance } from "../../src/index.ts"
import { type LiveJournal, messagesOf, replyAt, type Sent } from "./account.ts"
import { Disk } from "./disk.ts"
import { diskFiles } from "./disk-files.ts"
import { type Answer, accountAnswer, clientOf, instanceOf, type Question } from "./vendor.ts"
import { VirtualClock } from "./virtual-clock.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.parse("2026-03-10T00:00:00Z")
const DEAD = 4_194_999

interface Span {
  readonly from: number
  readonly to: number
}

const within = (at: number, spans: ReadonlyArray<Span>) => spans.some(({ from, to }) => from <= at && at < to)

const page = new TextEncoder().encode("<html><body>Bad gateway</body></html>")

/** A reply that was kept, as the sync told it. */
export interface Acknowledged {
  readonly idInstance: string
  readonly journal: LiveJournal
  readonly snapshotId: string
  readonly body: string
}

/** What a day came to. */
export interface Day {
  readonly disk: Disk
  readonly clock: VirtualClock
  readonly truth: ReadonlyMap<string, ReadonlyArray<Sent>>
  readonly acknowledged: ReadonlyArray<Acknowledged>
  /** When, by the clock of the service, each journal was last answered and kept. */
  readonly heardAt: ReadonlyMap<string, number>
  readonly tally: Record<
    "syncs" | "requests" | "faults" | "restarts" | "clock jumps" | "refusals of the disk",
    number
  >
}

/** Faults of the service, by random. */
const faultOf = (random: Random, right: Answer): Answer => {
  const body = "body" in right ? right.body : page
  const cut = body.subarray(0, random.between(0, Math.max(0, body.length - 1)))
  return random.pick<() => Answer>([
    () => ({
      status: 429,
      body: page,
      headers: random.chance(0.5) ? { "retry-after": String(random.between(1, 90)) } : {}
    }),
    () => ({ status: random.pick([500, 502, 503, 504]), body: page }),
    () => ({ hangs: true }),
    () => ({ refusedWith: random.pick(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND"]) }),
    () => ({ status: 200, body: cut, breaksWith: "ECONNRESET" }),
    () => ({ status: 200, body: cut, breaksWith: "Z_BUF_ERROR" }),
    () => ({ status: 200, body: cut }),
    () => ({ status: 200, body: page }),
    () => ({ status: 200, body: new Uint8Array(0) })
  ])()
}

const spansOf = (random: Random, most: number, longest: number): ReadonlyArray<Span> =>
  Array.from({ length: random.between(0, most) }, () => {
    const from = START + random.between(0, 24 * 60) * MINUTE
    return { from, to: from + random.between(1, longest) * MINUTE }
  })

/** 5 to 60 minutes; short ones pass sooner, so that there are as many of them. */
const intervalOf = (random: Random, instances: number): number =>
  instances > 6 ? random.between(40, 60) : random.pick([5, 10, 20, 30, 40, 50, 60, 60, 60])

const bury = (disk: Disk): void => {
  for (const { path, file } of disk.files())
    if (path.startsWith("archive/locks/"))
      file.content = Buffer.from(Buffer.from(file.content).toString().replace(/^\d+ /, `${DEAD} `))
}

/** Lives through the day of a seed. */
export const dayOf = Effect.fnUntraced(function* (seed: number) {
  const random = randomOfRun(seed)
  const clock = new VirtualClock(START)
  const wallNow = () => clock.currentTimeMillisUnsafe()
  let disk = new Disk(wallNow)
  const instances = random.chance(0.02) ? random.between(20, 50) : random.pick([3, 3, 3, 4, 6])
  const retention = random.pick([24, 24, 26, 36, 72]) * HOUR
  /** The machine is switched off, sometimes for longer than the service keeps. */
  const offFrom = START + random.between(1, 8) * HOUR
  const off = { from: offFrom, to: offFrom + (random.chance(0.15) ? random.between(2, 40) * HOUR : 0) }
  const end = START + (seed % 4 === 0 ? 24 : 10) * HOUR + off.to - off.from
  const ids = Array.from({ length: instances }, (_, index) => String(1101000001 + index))
  const truth = new Map(ids.map((id) => [id, messagesOf(id, START - retention - 2 * HOUR, end, random)]))
  const outages = spansOf(random, 2, 6 * 60)
  const quota = random.chance(0.2) ? spansOf(random, 1, 12 * 60) : []
  const full = random.chance(0.5)
    ? [{ from: START + random.between(0, 22) * HOUR, to: 0 }].map(({ from }) => ({ from, to: from + HOUR }))
    : []
  const faultShare = random.pick([0, 0.02, 0.1, 0.3])
  const tally = { syncs: 0, requests: 0, faults: 0, restarts: 0, "clock jumps": 0, "refusals of the disk": 0 }
  const acknowledged: Array<Acknowledged> = []
  const heardAt = new Map<string, number>()
  let callsUntilOff = Number.POSITIVE_INFINITY

  const answer = (question: Question): Answer => {
    tally.requests += 1
    const at = clock.trueNow
    if (within(at, outages)) return random.chance(0.5) ? { hangs: true } : { refusedWith: "ENETUNREACH" }
    if (within(at, quota)) return { status: 466, body: page }
    const journal = question.method === "lastIncomingMessages" ? "incoming" : "outgoing"
    const date = { date: new Date(at).toUTCString() }
    const right: Answer = question.method.startsWith("last")
      ? {
          status: 200,
          body: replyAt(
            truth.get(question.idInstance) ?? [],
            journal,
            at,
            question.minutes ?? 1440,
            retention
          ),
          headers: date
        }
      : accountAnswer(question)
    if (!random.chance(faultShare)) return right
    tally.faults += 1
    return faultOf(random, right)
  }
  const client = clientOf(answer)

  const round = Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(`${disk.mount}/archive`)
    yield* Effect.forEach(
      ids,
      (id) =>
        Effect.gen(function* () {
          tally.syncs += 1
          const { journals } = yield* syncInstance(archive, instanceOf(id), {
            journals: ["incoming", "outgoing"],
            program: "test 0"
          })
          for (const { journal, facts } of journals) {
            acknowledged.push({ idInstance: id, journal, snapshotId: facts.snapshot_id, body: facts.sha256 })
            heardAt.set(`${id} ${journal}`, Date.parse(facts.server_date ?? ""))
          }
        }).pipe(Effect.ignore),
      { concurrency: 8, discard: true }
    )
  }).pipe(Effect.ignore)

  const process_ = (on: Disk) => {
    let isOff = false
    const files = diskFiles(on, {
      onBusy: clock.hold,
      watch: ({ name }) => {
        if (name !== "read") callsUntilOff -= 1
        if (callsUntilOff <= 0) isOff = true
        if (isOff) return "EIO"
        if (!within(clock.trueNow, full) || !["make", "write", "makeDirectory"].includes(name))
          return undefined
        tally["refusals of the disk"] += 1
        return "ENOSPC"
      }
    })
    return Layer.mergeAll(Layer.succeed(FileSystem.FileSystem, files), Path.layer, client)
  }
  let services = process_(disk)

  /** Minutes between two syncs; they last for a while. */
  let every = 60
  for (let at = START; at < end; at += every * MINUTE) {
    if (random.chance(0.3)) every = intervalOf(random, instances)
    if (within(at, [off])) continue
    clock.moveTo(at)
    if (random.chance(0.01)) {
      tally["clock jumps"] += 1
      clock.jump(random.pick([-1, 1]) * random.between(1, 120) * MINUTE)
    }
    const isCrashing = random.chance(0.05)
    if (isCrashing) callsUntilOff = random.between(1, 25 * instances)
    const fiber = yield* Effect.forkChild(
      round.pipe(Effect.provide(services), Effect.provideService(Clock.Clock, clock))
    )
    yield* Fiber.await(fiber).pipe(Effect.map(Exit.asVoid))
    if (!isCrashing) continue
    tally.restarts += 1
    callsUntilOff = Number.POSITIVE_INFINITY
    const pending = disk.pending
    const [names, bytes] = [random.next(), random.next()]
    const isKilled = random.chance(0.4)
    const kept = new Set(pending.filter(() => isKilled || random.next() < names))
    disk = disk.after(kept, (file) => {
      if (isKilled || file.isFlushed) return file.content
      return bytes < 0.3 ? file.flushed : file.content.subarray(0, Math.floor(file.content.length * bytes))
    })
    bury(disk)
    services = process_(disk)
  }
  return { disk, clock, truth, acknowledged, heardAt, tally } satisfies Day
})
