// A case of a statistic: a few records, and the rows that somebody has counted by hand.

import type { Json } from "../../src/engine/value.ts"
import type { StatisticParameters } from "../../src/statistics/statistics.ts"
import type { SavedReply } from "../loaded.ts"
import type { Reply } from "../model/observations.ts"
import type { JsonObject } from "../model/record.ts"
import { reply } from "../model/scene.ts"

export interface StatisticCase {
  readonly replies: ReadonlyArray<SavedReply>
  /** Default: the zone UTC. */
  readonly parameters?: Partial<StatisticParameters>
  /** The rows in their order, each with the values of its columns. */
  readonly rows: ReadonlyArray<ReadonlyArray<Json>>
}

/** One reply of records that are written oldest first. */
export const oldestFirst = (...records: ReadonlyArray<JsonObject>): ReadonlyArray<Reply> => [
  reply([...records].reverse())
]

/** Seconds of a time in UTC, as records have them. */
export const at = (time: string): number => Date.parse(`${time}Z`) / 1000

/** What a text message says. */
export const text = (textMessage: string): JsonObject => ({ textMessage })
