// How much of an exhaustive test runs: a part of it in `test`, all of it in `test:reliability`.
/** True where all of it runs. */
export const isWhole = process.env["CHATLEDGER_WHOLE"] === "1"

/** So many, or these, in this run. */
export const breadth = <A>(part: A, whole: A): A => (isWhole ? whole : part)
