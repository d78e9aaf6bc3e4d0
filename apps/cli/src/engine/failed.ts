// An engine gave no answer.
import type { Reason } from "@chatledger/core"
import * as Data from "effect/Data"
import type { EngineReasons } from "../messages/reason.ts"

const ofFullDisk = new Set(["ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS"])

/** The reason if an answer could not be stored here; undefined for an error of another kind. */
export const notStored = (error: unknown): Reason<EngineReasons> | undefined => {
  if (!(error instanceof Error) || !("code" in error)) return undefined
  const why = String(error.code)
  const isOfFile = ofFullDisk.has(why) || ("path" in error && "syscall" in error && error.syscall === "open")
  return isOfFile ? { code: "engine_answer_not_stored", why } : undefined
}

export class EngineFailed extends Data.TaggedError("EngineFailed")<{
  readonly url: string
  readonly reason: Reason<EngineReasons>
}> {}
