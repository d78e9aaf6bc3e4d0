// Bodies of every wrongness through both doors, sync and import: no crash, no hang, errors that name the place, and
// every accepted body there again byte for byte.
//
// What strict JSON says is a list must be accepted; what is accepted and is no strict JSON must be told of. The truth
// is told by `JSON.parse`.
import * as Zlib from "node:zlib"
import type { JournalClient } from "@chatledger/core"
import { type Random, randomOfRun } from "@chatledger/sample-account"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import {
  ImportRefused,
  importReply,
  knownBodies,
  openOrCreateArchive,
  readBody,
  syncInstance
} from "../../src/index.ts"
import { snapshotRef } from "../../src/internal.ts"
import { readReplyBody } from "../../src/sync/body-reader.ts"
import { extent, publish, seedsOf } from "./counts.ts"
import { Disk } from "./disk.ts"
import { diskFiles } from "./disk-files.ts"
import { goodReply, malformedBodies } from "./malformed-bodies.ts"
import { type Answer, accountAnswer, clientOf, instanceOf } from "./vendor.ts"
import { VirtualClock } from "./virtual-clock.ts"

const MUTATIONS = extent(5000, 50_000, 1_000_000)
const PER_TEST = 5000
const MOST_MILLIS = 1000

const counts = publish("malformed", ["accepted by sync"])

const isStrictList = (body: Uint8Array): boolean => {
  try {
    return Array.isArray(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch {
    return false
  }
}

/** Runs something and fails if it takes more than a second of the processor. */
const promptly = <A>(what: string, act: () => A): A => {
  const before = process.cpuUsage()
  const result = act()
  const { user, system } = process.cpuUsage(before)
  assert.isBelow((user + system) / 1000, MOST_MILLIS, `${what} took too long`)
  return result
}

const world = () => {
  const clock = new VirtualClock(Date.parse("2024-01-29T10:15:30.123Z"))
  const disk = new Disk(() => clock.currentTimeMillisUnsafe())
  return { clock, disk, archivePath: `${disk.mount}/archive` }
}

const inside = <A, E>(
  { clock, disk }: ReturnType<typeof world>,
  effect: Effect.Effect<A, E, FileSystem.FileSystem | Path.Path | JournalClient>,
  client = clientOf(() => ({ hangs: true }))
) =>
  effect.pipe(
    Effect.provide(client),
    Effect.provide(
      Layer.mergeAll(
        Layer.succeed(FileSystem.FileSystem, diskFiles(disk, { onBusy: clock.hold })),
        Path.layer
      )
    ),
    Effect.provideService(Clock.Clock, clock)
  )

/** What a sync keeps of a body, at once or because no try is better. */
const keptOf = (end: ReturnType<typeof readReplyBody>) => ("read" in end ? end.read : end.usable?.read)

const isSame = (left: Uint8Array, right: Uint8Array) => Buffer.compare(left, right) === 0

/** Sends an answer through a sync; true if it was kept. */
const throughSync = (name: string, incoming: Answer) => {
  const here = world()
  const client = clientOf((question) =>
    question.method === "lastIncomingMessages" ? incoming : accountAnswer(question)
  )
  return inside(
    here,
    Effect.gen(function* () {
      const archive = yield* openOrCreateArchive(here.archivePath)
      const { journals, failures } = yield* syncInstance(archive, instanceOf("1101000001"), {
        journals: ["incoming"],
        program: "test 0"
      })
      for (const { error } of failures) {
        assert.include(error.message, "instance 1101000001", name)
        assert.notInclude(error.message, "secret-token", name)
      }
      assert.strictEqual(journals.length + failures.length, 1, name)
      const [kept] = journals
      if (kept === undefined) return undefined
      const { body } = yield* readBody(yield* snapshotRef(archive, "1101000001", kept.facts.snapshot_id))
      return { body, codes: [...kept.summary.codes.keys()] }
    }),
    client
  )
}

/** Imports a body as a file; answers what was kept. */
const throughImport = (name: string, fileName: string, content: Uint8Array, body = content) => {
  const here = world()
  const path = `${here.disk.mount}/${fileName}`
  here.disk.write(here.disk.makeFile(path), content)
  return inside(
    here,
    Effect.gen(function* () {
      const archive = yield* openOrCreateArchive(here.archivePath)
      const known = yield* knownBodies(archive, "1101000001")
      const options = { instanceId: "1101000001", journal: "incoming" as const, program: "test 0" }
      const result = yield* Effect.result(importReply(archive, known, { path, name: fileName }, options))
      if (result._tag === "Failure") {
        assert.instanceOf(result.failure, ImportRefused, name)
        assert.include(result.failure.message, fileName, name)
        return false
      }
      const bodies = yield* Effect.forEach(result.success.parts, ({ ref }) => readBody(ref))
      const whole = Buffer.from(body)
      let at = 0
      for (const { body: kept } of bodies) {
        const found = whole.indexOf(kept, at)
        assert.isAtLeast(found, at, `${name}: other bytes were kept`)
        at = found + kept.length
      }
      const { leftOut, parts } = result.success
      if (bodies.length === 1 && leftOut.length === 0)
        assert.strictEqual(at, whole.length, `${name}: bytes are missing`)
      for (const { summary } of parts)
        for (const { position } of summary.faults) assert.isAtLeast(position, 0, name)
      return true
    })
  )
}

describe("a malformed body", () => {
  for (const [name, body] of malformedBodies)
    it.live(`(${name}) is kept as it is or refused by name`, () =>
      Effect.gen(function* () {
        const read = promptly(name, () => readReplyBody(body))
        if (isStrictList(body)) assert.isTrue("read" in read, `${name} is a list`)
        const synced = yield* throughSync(name, { status: 200, body })
        const isEndless = /^\[{513}/.test(Buffer.from(body.subarray(0, 600)).toString())
        assert.strictEqual(synced !== undefined, keptOf(read) !== undefined && !isEndless, name)
        if (synced !== undefined) {
          assert.isTrue(isSame(synced.body, body), `${name}: other bytes were kept`)
          if (!isStrictList(body))
            assert.isAbove(synced.codes.length, 0, `${name} is no JSON, and nothing is told`)
        }
        const isImported = yield* throughImport(name, "reply.json", body)
        const isZipped = yield* throughImport(name, "reply.json.gz", Zlib.gzipSync(body), body)
        assert.strictEqual(isZipped, isImported, name)
        counts.count({
          cases: 1,
          "accepted by sync": synced === undefined ? 0 : 1,
          "accepted by import": isImported ? 1 : 0
        })
      })
    )
})

describe("a reply that fails on its way", () => {
  const body = new TextEncoder().encode(goodReply)
  const statuses = [
    201, 204, 206, 301, 302, 400, 401, 403, 404, 405, 408, 418, 429, 466, 500, 501, 502, 503, 504, 520
  ]
  const codes = [
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "UND_ERR_SOCKET",
    "Z_BUF_ERROR",
    "Z_DATA_ERROR",
    "HPE_INVALID_CONSTANT",
    "EWHATEVER"
  ]
  const answers: ReadonlyArray<readonly [string, Answer]> = [
    ...statuses.map((status) => [`status ${status}`, { status, body }] as const),
    ...statuses.map(
      (status) => [`status ${status} without a body`, { status, body: new Uint8Array(0) }] as const
    ),
    ...codes.map((code) => [`no connection, ${code}`, { refusedWith: code }] as const),
    ...codes.flatMap((code) =>
      [0, 1, body.length >> 1, body.length].map(
        (length) =>
          [
            `${code} after ${length} bytes`,
            { status: 200, body: body.subarray(0, length), breaksWith: code }
          ] as const
      )
    ),
    ["no answer", { hangs: true }]
  ]
  for (const [name, answer] of answers)
    it.live(`(${name}) keeps nothing and names the instance`, () =>
      Effect.gen(function* () {
        const synced = yield* Effect.result(throughSync(name, answer))
        if (synced._tag === "Failure")
          assert.include(String(synced.failure.message), "instance 1101000001", name)
        else assert.isUndefined(synced.success, name)
        counts.count({ cases: 1, "transport cases": 1 })
      })
    )
})

const tokens = [
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  '"',
  "\\",
  "\\u",
  "null",
  "-",
  "1e999",
  "\n",
  "\ufeff",
  "[[[[",
  '"a":',
  "]]",
  "\u0000"
]

const mutated = (body: Uint8Array, random: Random): Uint8Array => {
  const at = random.between(0, body.length - 1)
  const to = Math.min(body.length, at + random.between(1, 40))
  const [before, inner, after] = [body.subarray(0, at), body.subarray(at, to), body.subarray(to)]
  return random.pick<() => Uint8Array>([
    () => {
      const copy = body.slice()
      copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7))
      return copy
    },
    () => Buffer.concat([before, after]),
    () => Buffer.concat([before, inner, inner, after]),
    () => Buffer.concat([before, Buffer.from(random.pick(tokens)), after]),
    () => Buffer.concat([before, Buffer.from(random.pick(tokens)), inner, after]),
    () => Buffer.concat([after, inner, before]),
    () => (before.length === 0 ? body : before),
    () => Buffer.concat([before, inner.slice().reverse(), after])
  ])()
}

describe("a good reply, mutated", () => {
  const start = new TextEncoder().encode(
    goodReply.replace("[", `[${goodReply.slice(1, -1).replaceAll('"A', '"B')},`)
  )
  for (const seed of seedsOf(MUTATIONS / PER_TEST))
    it.live(`is kept as it is or refused, seed ${seed}`, () =>
      Effect.gen(function* () {
        const random = randomOfRun(seed)
        for (let number = 0; number < PER_TEST; number += 1) {
          let body: Uint8Array = start
          for (let times = random.between(1, 4); times > 0 && body.length > 0; times -= 1)
            body = mutated(body, random)
          const name = `mutation ${number} of seed ${seed}`
          const read = promptly(name, () => readReplyBody(body))
          if (isStrictList(body)) assert.isTrue("read" in read, `${name} is a list: ${Buffer.from(body)}`)
          const kept = keptOf(read)
          if (kept !== undefined && !isStrictList(body))
            assert.isAbove(kept.summary.codes.size, 0, `${name} is no JSON, and nothing is told`)
          counts.count({ mutations: 1, "mutations accepted": kept === undefined ? 0 : 1 })
          if (number % 100 !== 0) continue
          const synced = yield* throughSync(name, { status: 200, body })
          assert.strictEqual(synced !== undefined, kept !== undefined, name)
          if (synced !== undefined) assert.isTrue(isSame(synced.body, body), name)
          yield* throughImport(name, "reply.ndjson", body)
          counts.count({ "mutations through both doors": 1 })
        }
      })
    )

  it("has proved what is published", counts.settle)
})
