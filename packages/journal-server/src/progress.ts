// How far a record says that its message has come. Of replies of one time nothing tells which came first: then the state
// that has come furthest is the latest, as in the tables (`progress_of` in changes.sql of @chatledger/analytics).
import type { Message } from "@chatledger/core"

const statuses: ReadonlyMap<unknown, number> = new Map([
  ["pending", 1],
  ["sent", 2],
  ["delivered", 4],
  ["read", 5]
])
const OTHER_STATUS = 3
const MARKS = 16

/** Edited, deleted or both above the status; below 64. */
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

/** Whether a state has come less far than another: marks decide, then the timestamp, then the status. */
export const isBehind = (one: State, other: State): boolean => {
  const marks = Math.floor(one.progress / MARKS) - Math.floor(other.progress / MARKS)
  return (marks || (one.timestamp ?? -1) - (other.timestamp ?? -1) || one.progress - other.progress) < 0
}
