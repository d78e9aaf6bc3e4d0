// How much of an exhaustive test runs: a part of it in `test`, all of it in `test:reliability`.
const isWhole = process.env["CHATLEDGER_WHOLE"] === "1"

/** True in `test:reliability`, also in CI's part of it: there run the tests that take long. */
export const isLong = process.env["CHATLEDGER_LONG"] === "1"

/** So many, or these, in this run. */
export const breadth = <A>(part: A, whole: A): A => (isWhole ? whole : part)
