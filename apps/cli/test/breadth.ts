// How much of an exhaustive test runs: a part of it in `test`, all of it in `test:reliability`.
import { it } from "vitest"

const isWhole = process.env["CHATLEDGER_WHOLE"] === "1"

/** A test that only the whole run has: `test` covers what it proves more shortly. */
export const itInFull = it.runIf(isWhole)

/** Every item in the whole; in a part every so manieth. */
export const someOf = <A>(items: ReadonlyArray<A>, step: number): ReadonlyArray<A> =>
  isWhole ? items : items.filter((_, index) => index % step === 0)

/** So many in this run. */
export const breadth = (part: number, whole: number): number => (isWhole ? whole : part)
