// An engine gave no answer.
import type { Reason } from "@chatledger/core"
import * as Data from "effect/Data"
import type { EngineReasons } from "../messages/reason.ts"

export class EngineFailed extends Data.TaggedError("EngineFailed")<{
  readonly url: string
  readonly reason: Reason<EngineReasons>
}> {}
