// The schedule of each instance: at its interval, counted from the start of its last sync.
//
// A sync that takes longer than its interval is followed by the next at the next whole interval: missed ones are not made
// up for, and none runs twice at once. Pure: times are milliseconds of one clock.

/** When instances are due. */
export interface Schedule {
  /** The instances that are due, in the order of the configuration. */
  readonly due: (now: number) => ReadonlyArray<string>
  /** Records a sync of an instance that started at `began`. */
  readonly synced: (id: string, began: number, now: number) => void
  /** When the next instance is due. */
  readonly nextAt: () => number
}

/** A schedule of instances with their intervals in milliseconds; initially all are due. */
export const scheduleOf = (intervals: ReadonlyMap<string, number>, now: number): Schedule => {
  const dueAt = new Map([...intervals.keys()].map((id) => [id, now]))
  return {
    due: (now) => [...dueAt].flatMap(([id, at]) => (at <= now ? [id] : [])),
    synced: (id, began, now) => {
      const every = intervals.get(id) ?? 0
      const missed = every === 0 ? 0 : Math.floor((now - began) / every)
      dueAt.set(id, began + (missed + 1) * every)
    },
    nextAt: () => [...dueAt.values()].reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY)
  }
}
