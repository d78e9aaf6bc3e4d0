// An engine of `--engine`, whichever it is: read-only queries whose answers are Parquet files.
import type { Dialect } from "@chatledger/analytics/internal"
import type { Reason } from "@chatledger/core"
import type * as Effect from "effect/Effect"
import type { EngineReasons } from "../messages/reason.ts"
import type { EngineFailed } from "./failed.ts"

export interface Engine {
  readonly dialect: Dialect
  /** Writes the answer of a query to a file, as Parquet; fails with `EngineFailed`. */
  readonly answerTo: (sql: string, path: string) => Effect.Effect<void, EngineFailed>
  readonly failed: (reason: Reason<EngineReasons>) => EngineFailed
}
