// What a statistic looks at: a range of time, instances, chats, a moment, a zone. Null narrows nothing.
// The range chooses events by their own time, from its start to before its end; an event without a time is in
// no range. Gotcha: what is current is decided over all events until the moment, before the range is applied.

/** Times in epoch milliseconds; the zone by its IANA name. */
export type Scope = {
  readonly from: number | null
  readonly to: number | null
  readonly instances: ReadonlyArray<string> | null
  readonly chats: ReadonlyArray<string> | null
  readonly asOf: number | null
  readonly zone: string
}

/** The scope that leaves nothing out, in UTC. */
export const everything: Scope = {
  from: null,
  to: null,
  instances: null,
  chats: null,
  asOf: null,
  zone: "UTC"
}

/** Whether a time is in the range. */
export const isInRange = ({ from, to }: Scope, time: number | null): boolean =>
  time === null ? from === null && to === null : time >= (from ?? time) && time < (to ?? Infinity)

/** Whether the scope has a bound in time. */
export const hasRange = ({ from, to }: Scope): boolean => from !== null || to !== null

/** Whether a row is of an instance and chat of the scope. */
export const isInPlace = (
  { instances, chats }: Scope,
  row: { readonly instance_id: string; readonly chat_id: string }
): boolean =>
  (instances === null || instances.includes(row.instance_id)) &&
  (chats === null || chats.includes(row.chat_id))

/** Whether an event had happened by the moment of the scope. */
export const hadHappened = ({ asOf }: Scope, time: number | null): boolean =>
  asOf === null || (time !== null && time <= asOf)
