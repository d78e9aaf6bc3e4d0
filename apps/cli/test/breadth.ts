// How much of an exhaustive test runs: a part of it in `test`, all of it in `test:reliability`.
import { it } from "vitest"

const isWhole = process.env["CHATLEDGER_WHOLE"] === "1"

/** A test that takes long: it runs in `test:reliability`, also in CI's part of it, and not in `test`. */
export const itInFull = it.runIf(process.env["CHATLEDGER_LONG"] === "1")

/** Every item in the whole; in a part every so manieth. */
export const someOf = <A>(items: ReadonlyArray<A>, step: number): ReadonlyArray<A> =>
  isWhole ? items : items.filter((_, index) => index % step === 0)

/** So many in this run. */
export const breadth = (part: number, whole: number): number => (isWhole ? whole : part)
