// Warns about the faults of a stored reply.
import type { ReplySummary } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

/** Warns about each fault, with `label` before it; true if there is one. `before`: number of records before the reply. */
export const reportFaults = Effect.fnUntraced(function* (
  label: string,
  { faultCount, faults }: ReplySummary,
  before = 0
) {
  const messages = yield* Messages
  const warn = (text: string) => messages.warn(`${label}: ${text}`, "record_fault")
  for (const { position, detail, code } of faults)
    yield* warn(strings.recording.fault(before + position + 1, detail, code))
  if (faultCount > faults.length) yield* warn(strings.recording.andMoreFaults(faultCount - faults.length))
  return faultCount > 0
})
