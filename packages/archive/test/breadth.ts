// How much of an exhaustive test runs: a part of it in `test`, all of it in `test:reliability`.
const isWhole = process.env["CHATLEDGER_WHOLE"] === "1"

/** So many in this run. */
export const breadth = (part: number, whole: number): number => (isWhole ? whole : part)
