// The answers of an engine against those of the archive: every statistic, six sets of parameters, rows and order.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Database, openDatabase, statisticQuery, statistics } from "@chatledger/analytics"
import { engineAnswer, needsArchive, statisticFor } from "@chatledger/analytics/internal"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { compareWithRecord } from "../../src/engine/compare.ts"
import { connect } from "../../src/engine/connect.ts"
import type { Engine } from "../../src/engine/engine.ts"
import type { EnginePlace } from "../../src/engine/place.ts"

type Given = Parameters<typeof statisticQuery>[1]

const moments = `select
  epoch_ms(quantile_disc(sent_at, 0.3)) as early, epoch_ms(quantile_disc(sent_at, 0.5)) as middle,
  epoch_ms(quantile_disc(sent_at, 0.7)) as late
from messages`
const largest = "select chat_id from messages group by chat_id order by count(*) desc, chat_id limit 1"
const firstTwo = "select distinct instance_id from messages order by instance_id limit 2"

/** Everything, a period with a zone, a chat, instances, a moment, and nothing. */
const questionsOf = Effect.fnUntraced(function* (archive: Database) {
  const texts = (rows: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
    rows.map((row) => String(Object.values(row)[0]))
  const [{ early, middle, late } = {}] = yield* archive.rows(moments)
  const date = (millis: unknown) => new Date(Number(millis))
  const at = date(middle)
  const chat = texts(yield* archive.rows(largest))
  const instance = texts(yield* archive.rows(firstTwo))
  return {
    everything: { tz: "UTC", at },
    "a period with a zone": { tz: "Asia/Kathmandu", at, from: date(early), to: date(late) },
    "a chat": { tz: "Europe/Moscow", at, chat },
    instances: { tz: "America/St_Johns", at, instance },
    "a moment": { tz: "UTC", at, as_of: at, from: date(early) },
    nothing: { tz: "UTC", at, from: new Date("1999-01-01"), to: new Date("1999-01-02") }
  } satisfies Readonly<Record<string, Given>>
})

const shown = (rows: ReadonlyArray<unknown>): string =>
  JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value))

/** What stands around the first character that differs; undefined if none does. */
const differenceOf = (expected: string, found: string): string | undefined => {
  if (found === expected) return undefined
  const length = Math.min(expected.length, found.length)
  let at = 0
  while (at < length && expected[at] === found[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 150), at + 150)
  return `${around(expected)} // ${around(found)}`
}

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "chatledger-engines-check-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
)

const ofEngine = Effect.fnUntraced(function* (
  engine: Engine,
  statistic: (typeof all)[number],
  given: Given,
  isOfSeveral: boolean
) {
  const folder = mkdtempSync(join(tmpdir(), "chatledger-engines-answer-"))
  const [rows, newest] = [join(folder, "rows.parquet"), join(folder, "newest.parquet")]
  const { own, ...narrowed } = given
  yield* engine.answerTo(statisticFor(statistic, engine.dialect, { ...narrowed, ...own }, isOfSeveral), rows)
  yield* engine.answerTo("select snapshot_id from snapshots limit 0", newest)
  const typed = yield* statisticQuery(statistic, given)
  const database = yield* engineAnswer(folder, rows, newest, typed)
  const found = yield* database.rows("select * from engine_answer")
  rmSync(folder, { recursive: true })
  return found
}, Effect.scoped)

const all = statistics()

export interface Compared {
  readonly statistic: string
  readonly question: string
  readonly difference: string | undefined
}

/** Compares on one dataset; `only` are names of statistics, all if it is empty. */
export const compared = (file: string, place: EnginePlace, only: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const options = {
      isReadOnly: true,
      memoryLimit: "1GB",
      temporaryFolder: join(tmpdir(), "chatledger-engines-spill")
    }
    const archive = yield* openDatabase(file, options)
    const engine = yield* connect(place)
    const isOfSeveral = yield* compareWithRecord(engine, yield* temporary)
    const results: Array<Compared> = []
    for (const statistic of all) {
      if (needsArchive(statistic)) continue
      if (only.length > 0 && !only.includes(statistic.name)) continue
      for (const [question, given] of Object.entries(yield* questionsOf(archive))) {
        const { parameters, sql } = yield* statisticQuery(statistic, given)
        const expected = shown(yield* archive.rows(sql, parameters))
        const found = yield* ofEngine(engine, statistic, given, isOfSeveral).pipe(
          Effect.map(shown),
          Effect.catch((error) =>
            Effect.succeed(`${error._tag} ${JSON.stringify(Reflect.get(error, "reason"))}`)
          )
        )
        const difference = differenceOf(expected, found)
        results.push({ statistic: statistic.name, question, difference })
        if (difference !== undefined) console.log(`${statistic.name}, ${question}: ${difference}`)
      }
    }
    return results
  }).pipe(Effect.scoped, Effect.provide(NodeServices.layer), Effect.runPromise)
