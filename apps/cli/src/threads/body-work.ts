// The other end of the thread that reads bodies.
import { parentPort } from "node:worker_threads"
import { readReplyBody } from "@chatledger/archive"
import type { Answered, Asked } from "./body-reading.ts"

const answer = ({ number, body }: Asked): Answered => {
  const end = readReplyBody(body)
  if ("flaw" in end) return { number, end }
  const { summary, sha256, seen } = end.read
  const words = new Uint32Array(seen.length * 4)
  for (const [index, { high, low, state, seconds }] of seen.entries())
    words.set([high, low, state, seconds], index * 4)
  return { number, end: { summary, sha256, seen: words } }
}

/** Answers until the thread is ended. */
export const readBodies = (): void => {
  parentPort?.on("message", (asked: Asked) => {
    const answered = answer(asked)
    const transfer = "flaw" in answered.end ? [] : [answered.end.seen.buffer]
    parentPort?.postMessage(answered, transfer)
  })
}
