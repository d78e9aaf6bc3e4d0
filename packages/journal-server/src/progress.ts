// The progress of a message in a record. The order of replies with the same time is unknown: the state with the most
// progress then counts as the latest, as in the tables (`progress_of` in changes.sql of @chatledger/analytics).
import type { Message } from "@chatledger/core"

const statuses: ReadonlyMap<unknown, number> = new Map([
  ["pending", 1],
  ["sent", 2],
  ["delivered", 4],
  ["read", 5]
])
const OTHER_STATUS = 3
const MARKS = 16

/** Marks for edited and deleted weigh more than the status, which is below 64. */
export const progressOf = ({ isEdited, isDeleted, statusMessage }: Message): number => {
  const marks = (isEdited === true ? 1 : 0) + (isDeleted === true ? 2 : 0)
  const hasStatus = typeof statusMessage === "string" && statusMessage !== ""
  return marks * MARKS + (hasStatus ? (statuses.get(statusMessage) ?? OTHER_STATUS) : 0)
}

/** A state: its progress, and its timestamp in UNIX seconds, if it has one. */
export interface State {
  readonly progress: number
  readonly timestamp: number | undefined
}

/** True if a state has less progress than another: marks decide, then the timestamp, then the status. */
export const isBehind = (one: State, other: State): boolean => {
  const marks = Math.floor(one.progress / MARKS) - Math.floor(other.progress / MARKS)
  return (marks || (one.timestamp ?? -1) - (other.timestamp ?? -1) || one.progress - other.progress) < 0
}
