// `chatledger media`: fetches missing files, or lists them.
import { JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { openForTables } from "../../configuration/cache-place.ts"
import { knownInstances } from "../../configuration/instances.ts"
import { zoneOf } from "../../configuration/instant.ts"
import { AlreadyReported } from "../../failures/exit.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { fetchLacking } from "../../media/fetch.ts"
import { gapsColumns, gapsQuestion } from "../../media/gaps.ts"
import { mediaPlan } from "../../media/media-plan.ts"
import { answer } from "../../output/answer.ts"
import { destinationOf } from "../../output/destination.ts"
import { reportFile } from "../../output/written-note.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { useTables } from "../../tables/open-tables.ts"
import { readableText } from "../../tables/readable.ts"
import { shapedSql, shapeOf } from "../../tables/shape.ts"
import type { MediaCommandFlags } from "./command.ts"

const gaps = Effect.fnUntraced(function* (given: MediaCommandFlags) {
  const plan = yield* mediaPlan(given)
  const placed = yield* destinationOf(given, yield* zoneOf(given.tz), "table")
  const shape = yield* shapeOf(given, gapsColumns)
  const text = yield* readableText(given, placed, [], shape)
  const question = gapsQuestion(plan.kinds, given.instance)
  const inSql = placed.format === "table" ? { sort: shape.sort } : shape
  const query = { ...question, sql: shapedSql(question.sql, inSql) }
  const report = yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* warnOfUnknown(database, given.instance)
      return yield* answer(database, query, { ...placed, text })
    })
  )
  yield* reportFile(given, report)
})

/** Without a configured instance, links are used as they are, and none is renewed. */
const configured = (given: MediaCommandFlags) =>
  Effect.gen(function* () {
    const isNamed = given.instance.length > 0 || Option.isSome(given.tokenFile)
    if (isNamed) return yield* knownInstances(given)
    return yield* Effect.orElseSucceed(knownInstances(given), () => [])
  })

const fetching = Effect.fnUntraced(function* (given: MediaCommandFlags) {
  const plan = yield* mediaPlan(given)
  const known = yield* configured(given)
  const archive = yield* openForTables(given)
  const isWhole = yield* fetchLacking(archive, given, known, given.instance, plan)
  if (!isWhole) return yield* new AlreadyReported({ code: 3 })
})

export const run = Effect.fnUntraced(
  function* (given: MediaCommandFlags) {
    if (given.action === "gaps") return yield* gaps(given)
    yield* fetching(given)
  },
  (effect) => Effect.provide(effect, Layer.provide(JournalClient.layer, nodeHttpClient))
)
