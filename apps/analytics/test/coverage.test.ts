import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { isLong } from "./breadth.ts"
import { loaded, type SavedReply } from "./loaded.ts"
import type { Reply } from "./model/observations.ts"
import { reply } from "./model/scene.ts"

const minute = 60_000
const day = 24 * 60
const start = Date.parse("2024-01-29T00:00:00Z")

/** An empty reply that was asked for so many minutes after the start. */
const sync = (after: number, minutes: number | null, fields: Partial<Reply> = {}): Reply =>
  reply([], { requestedAt: start + after * minute, minutes, body: "[]", ...fields })

/** Intervals as minutes after the start: `10–27 ok`. */
const coverageOf = Effect.fnUntraced(function* (...replies: ReadonlyArray<SavedReply>) {
  const database = yield* loaded(replies)
  const rows = yield* database.rows(
    `select epoch_ms(from_at) as from_ms, epoch_ms(to_at) as to_ms, state from coverage order by journal, from_at`
  )
  const minutes = (time: unknown) => (Number(time) - start) / minute
  return rows.map((row) => `${minutes(row["from_ms"])}–${minutes(row["to_ms"])} ${row["state"]}`)
})

layer(NodeServices.layer)("the coverage of a journal", (it) => {
  it.effect("reaches from a minute after the window begins to three minutes before the request", () =>
    Effect.gen(function* () {
      expect(yield* coverageOf(sync(100, 31))).toEqual(["70–97 ok"])
    })
  )

  it.effect.runIf(isLong)("joins windows that overlap, in whatever order they came", () =>
    Effect.gen(function* () {
      expect(yield* coverageOf(sync(120, 31), sync(100, 31), sync(101, 11))).toEqual(["70–117 ok"])
    })
  )

  it.effect.runIf(isLong)(
    "has a gap while the journal still shows what was not asked for, and then a loss",
    () =>
      Effect.gen(function* () {
        expect(yield* coverageOf(sync(100, 11), sync(200, 11))).toEqual([
          "90–97 ok",
          "97–190 gap",
          "190–197 ok"
        ])
        expect(yield* coverageOf(sync(100, 11), sync(97 + day, 11))).toEqual([
          "90–97 ok",
          "97–1527 gap",
          "1527–1534 ok"
        ])
        expect(yield* coverageOf(sync(100, 11), sync(107 + day, 11))).toEqual([
          "90–97 ok",
          "97–107 lost",
          "107–1537 gap",
          "1537–1544 ok"
        ])
        expect(yield* coverageOf(sync(100, 11), sync(97 + 3 * day, 11))).toEqual([
          "90–97 ok",
          "97–2977 lost",
          "2977–4407 gap",
          "4407–4414 ok"
        ])
      })
  )

  it.effect("says when the next gap will be lost", () =>
    Effect.gen(function* () {
      const database = yield* loaded([sync(100, 11), sync(200, 11)])
      const rows = yield* database.rows(
        "select state, epoch_ms(lost_at) as lost_ms from coverage order by from_at"
      )
      expect(rows).toEqual([
        { state: "ok", lost_ms: null },
        { state: "gap", lost_ms: BigInt(start + (97 + day) * minute) },
        { state: "ok", lost_ms: null }
      ])
    })
  )

  it.effect("reaches back a day, however large the window", () =>
    Effect.gen(function* () {
      expect(yield* coverageOf(sync(5000, 43_200))).toEqual([`${5000 - day}–4997 ok`])
    })
  )

  it.effect("knows nothing of requests without a window, with a guessed time, or of chat histories", () =>
    Effect.gen(function* () {
      expect(
        yield* coverageOf(
          sync(100, null),
          sync(200, 60, { requestedAtIsGuess: true }),
          sync(300, 60, { journal: "history" }),
          sync(400, 0)
        )
      ).toEqual([])
    })
  )

  it.effect("is separate for each journal", () =>
    Effect.gen(function* () {
      expect(yield* coverageOf(sync(100, 11), sync(200, 11, { journal: "outgoing" }))).toEqual([
        "90–97 ok",
        "190–197 ok"
      ])
    })
  )

  it.effect.runIf(isLong)("may be truncated where a reply has 10,000 records, be they good or bad", () =>
    Effect.gen(function* () {
      const record = (after: number) =>
        `{"typeMessage":"textMessage","chatId":"g@g.us","timestamp":${start / 1000 + after * 60}}`
      const second = 1 / 60
      const body = `[null,${Array.from({ length: 9_999 }, () => record(150)).join(",")}]`
      expect(yield* coverageOf(sync(100, 11), sync(200, 121, { body }))).toEqual([
        "90–97 ok",
        `97–${150 + second} maybe_truncated`,
        `${150 + second}–197 ok`
      ])
    })
  )

  it.effect("is blind while a setting that it needs was off, be the replies what they may", () =>
    Effect.gen(function* () {
      const looking = (after: number, incomingWebhook: string): SavedReply => ({
        ...sync(after, 31),
        evidence: {
          asked_at: new Date(start + after * minute).toISOString(),
          state: "authorized",
          settings: { incomingWebhook }
        }
      })
      expect(yield* coverageOf(looking(100, "yes"), looking(110, "no"), looking(120, "yes"))).toEqual([
        "70–97 ok",
        "97–117 blind"
      ])
    })
  )

  it.effect("goes on being lost where an instance is no longer asked, as others show", () =>
    Effect.gen(function* () {
      const other = sync(100 + 2 * day, 31, { instanceId: "2", journal: "outgoing" })
      expect(yield* coverageOf(sync(100, 31), other)).toEqual([
        "70–97 ok",
        `97–${100 + day} lost`,
        `${100 + day}–${97 + 2 * day} gap`,
        `${70 + 2 * day}–${97 + 2 * day} ok`
      ])
    })
  )
})
