// The question for the answer to a statistic, whole, in parts, or put together from parts.
import type { Database, Statistic } from "@chatledger/analytics"
import { mergedParts } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Question } from "../../output/answer.ts"
import type { StatsFlags } from "./command.ts"
import type { Division } from "./division.ts"
import { fromFiles, metadataOf } from "./part-files.ts"
import { byWorkers, type WorkerQuery } from "./workers.ts"

/** The question to the database; workers have answered when it is returned. */
export const dividedQuestion = Effect.fnUntraced(function* (
  database: Database,
  flags: StatsFlags,
  division: Division,
  query: WorkerQuery & { readonly statistic: Statistic }
) {
  const { naming, parameters, sql, statistic } = query
  const whole: Omit<Question, "name"> = { sql, parameters }
  if (division.kind === "whole") return whole
  if (division.kind === "shard")
    return { ...whole, metadata: metadataOf(division.shard, sql, parameters, naming) }
  const sources = yield* division.kind === "files"
    ? fromFiles(database, division.paths, statistic)
    : byWorkers(
        database,
        flags,
        Option.getOrElse(flags.dataset, () => ""),
        division.count,
        query
      )
  const merged = sources.length === 0 ? undefined : mergedParts(statistic, sources)
  return merged === undefined ? whole : { sql: merged, parameters: {}, described: whole }
})
