// Virtual days with files: links that expire, a service with faults and outages, and a run every some hours, by seed.
//
// A file has to be there if any run without a fault found its link alive, or renewable. One seed again:
// CHATLEDGER_SEED=17 npx vitest run --mode reliability test/reliability/media-days.test.ts
import * as Crypto from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { fetchMedia, MediaClient, openOrCreateArchive, type WantedMedia } from "../../src/index.ts"
import { extent, publish, seedsOf } from "./counts.ts"
import { Disk } from "./disk.ts"
import { diskFiles } from "./disk-files.ts"
import { keptFiles } from "./operations-media.ts"
import { clientOf, instanceOf } from "./vendor.ts"
import { VirtualClock } from "./virtual-clock.ts"

const START = Date.parse("2024-01-29T10:15:30.123Z")
const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const DAYS = 20
const FILES = 10
const idInstance = "1101000001"
const chatId = "79080000003@c.us"

const picker = (seed: number) => {
  let state = seed * 2_654_435_761
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

interface File {
  readonly idMessage: string
  readonly bytes: Buffer
  readonly sentAt: number
  /** Until then its link works. */
  readonly livesUntil: number
  /** Until then the service makes a new link. */
  readonly isRenewedUntil: number
}

const fileOf = (number: number, pick: (below: number) => number): File => {
  const sentAt = START + pick(DAYS * 24) * HOUR
  const livesUntil = sentAt + (1 + pick(36)) * HOUR
  const bytes = Buffer.alloc(100 + pick(3000), Crypto.hash("sha256", `${number} ${pick(1000)}`, "hex"))
  return { idMessage: `F${number}`, bytes, sentAt, livesUntil, isRenewedUntil: livesUntil + pick(4) * DAY }
}

const answered = (
  body: Uint8Array<ArrayBuffer> | null,
  status: number,
  headers: Readonly<Record<string, string>> = {}
) => new Response(body, { status, headers })

/** Some days of one account. */
const daysOf = Effect.fnUntraced(function* (seed: number) {
  const pick = picker(seed)
  const files = Array.from({ length: FILES }, (_, number) => fileOf(number, pick))
  const clock = new VirtualClock(START)
  const disk = new Disk(() => clock.currentTimeMillisUnsafe())
  let isFaulty = false
  let faults = 0
  const now = () => clock.currentTimeMillisUnsafe()
  const respond = ({ bytes, livesUntil }: File, isNew: boolean): Response | undefined => {
    const type = { "content-type": "image/jpeg", "content-length": String(bytes.length) }
    const whole = new Uint8Array(bytes)
    if (isFaulty && pick(2) === 0) {
      faults += 1
      const kind = pick(4)
      if (kind === 0) return undefined
      if (kind === 1) return answered(null, 500)
      return kind === 2
        ? answered(whole.subarray(0, 40), 200, type)
        : answered(whole, 200, { ...type, "content-encoding": "gzip" })
    }
    return isNew || now() < livesUntil ? answered(whole, 200, type) : answered(null, 403)
  }
  const services = Layer.merge(
    Layer.succeed(
      MediaClient,
      HttpClient.make((request, url) =>
        Effect.suspend(() => {
          const [, place = "", id = ""] = url.pathname.split("/")
          const file = files.find(({ idMessage }) => idMessage === id)
          const response = file === undefined ? answered(null, 404) : respond(file, place === "new")
          return response === undefined
            ? Effect.never
            : Effect.succeed(HttpClientResponse.fromWeb(request, response))
        })
      )
    ),
    clientOf(() => ({ status: 400, body: new Uint8Array(0) }))
  )
  const renewing = Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, answered(null, 404))))
  )
  const due = new Set<string>()
  let runs = 0
  yield* Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(`${disk.mount}/archive`)
    for (let at = START; at < START + (DAYS + 6) * DAY; at += (1 + pick(20)) * HOUR) {
      if (at > clock.trueNow) clock.moveTo(at)
      isFaulty = pick(3) === 0
      runs += 1
      const began = now()
      const known = new Set((yield* keptFiles(archive)).map(({ place }) => place))
      const visible = files.filter(({ sentAt }) => sentAt <= began)
      const wanted = visible
        .filter(({ idMessage }) => !known.has(`media of ${idMessage}`))
        .map((file): WantedMedia => {
          const isAlive = began < file.livesUntil
          const place = !isAlive && began < file.isRenewedUntil ? "new" : "old"
          const url = `https://files.test/${place}/${file.idMessage}`
          return { instanceId: idInstance, chatId, idMessage: file.idMessage, url, mimeType: null }
        })
      yield* fetchMedia(archive, wanted, {
        hosts: ["files.test"],
        privateHosts: [],
        instances: new Map([[idInstance, instanceOf(idInstance)]]),
        limits: { maxBytes: 1e6, headersMillis: 10_000, idleMillis: 10_000 },
        maxRunBytes: 1e6,
        quotaBytes: 1e6,
        maxRenewals: 0,
        concurrency: 3,
        program: "test 0"
      })
      const ended = now()
      if (!isFaulty)
        for (const { idMessage, isRenewedUntil, livesUntil } of visible)
          if (ended < livesUntil || ended < isRenewedUntil) due.add(idMessage)
    }
    const kept = new Set((yield* keptFiles(archive)).map(({ promise }) => promise))
    for (const { bytes, idMessage } of files)
      if (due.has(idMessage))
        assert.isTrue(
          kept.has(`media of ${idMessage} ${Crypto.hash("sha256", bytes)}`),
          `${idMessage} could be fetched and is lost`
        )
  }).pipe(
    Effect.provide(services),
    Effect.provide(renewing),
    Effect.provide(
      Layer.mergeAll(
        Layer.succeed(FileSystem.FileSystem, diskFiles(disk, { onBusy: clock.hold })),
        Path.layer
      )
    ),
    Effect.provideService(Clock.Clock, clock)
  )
  return { runs, faults, due: due.size }
})

const counts = publish("media-days", ["faults"])

describe("virtual days with files", () => {
  for (const seed of seedsOf(extent(4, 200, 2000)))
    it.live(`end with every file whose link lived long enough, seed ${seed}`, () =>
      Effect.map(daysOf(seed), ({ due, faults, runs }) =>
        counts.count({ seeds: 1, runs, faults, files: due })
      )
    )

  it("has proved what is published", counts.settle)
})
