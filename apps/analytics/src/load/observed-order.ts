// Orders things from several partial observations, each in order; numbers decide where nothing was observed.
//
// A thing follows the one that was observed just before it. If observations contradict each other in a cycle, those
// that are not sure are ignored in it, and if a contradiction remains, only the numbers decide. Linear in the size of the
// observations, because all messages of a journal may have the same time.

/** A thing with two numbers: `fallbackOrder` places it without observations, `first` if they contradict each other. */
export interface Placed {
  readonly id: number
  readonly fallbackOrder: number
  readonly first: number
}

/** One observation: things in order, each once. */
export interface Sight {
  readonly isSure: boolean
  readonly ids: ReadonlyArray<number>
}

type Before = ReadonlyMap<number, ReadonlyArray<number>>

/** For every thing, those observed just before it. */
const neighboursBefore = (sights: ReadonlyArray<Sight>): Before => {
  const before = new Map<number, Set<number>>()
  for (const { ids } of sights)
    for (const [index, id] of ids.entries()) {
      const known = before.get(id) ?? new Set()
      before.set(id, known)
      const last = ids[index - 1]
      if (last !== undefined) known.add(last)
    }
  return new Map([...before].map(([id, ids]) => [id, [...ids]]))
}

interface Visit {
  readonly id: number
  readonly before: ReadonlyArray<number>
  next: number
  /** The lowest visit number that it leads back to. */
  low: number
}

/** The strongly connected components of a graph, by Tarjan's algorithm. */
const circlesOf = (ids: ReadonlyArray<number>, before: Before): ReadonlyArray<ReadonlyArray<number>> => {
  const numbers = new Map<number, number>()
  const open: Array<number> = []
  const isOpen = new Set<number>()
  const circles: Array<ReadonlyArray<number>> = []
  const path: Array<Visit> = []
  const enter = (id: number) => {
    const low = numbers.size
    numbers.set(id, low)
    open.push(id)
    isOpen.add(id)
    path.push({ id, before: before.get(id) ?? [], next: 0, low })
  }
  const leave = ({ id, low }: Visit) => {
    path.pop()
    const above = path.at(-1)
    if (above !== undefined) above.low = Math.min(above.low, low)
    if (low !== numbers.get(id)) return
    const circle = open.splice(open.lastIndexOf(id))
    for (const each of circle) isOpen.delete(each)
    circles.push(circle)
  }
  for (const id of ids) {
    if (!numbers.has(id)) enter(id)
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const next = visit.before[visit.next]
      visit.next += 1
      if (next === undefined) leave(visit)
      else if (!numbers.has(next)) enter(next)
      else if (isOpen.has(next)) visit.low = Math.min(visit.low, numbers.get(next) ?? visit.low)
    }
  }
  return circles
}

const within = (sights: ReadonlyArray<Sight>, circle: ReadonlySet<number>): ReadonlyArray<Sight> =>
  sights.map(({ ids, isSure }) => ({ isSure, ids: ids.filter((id) => circle.has(id)) }))

const byFirst = (a: Placed, b: Placed) => a.first - b.first

/** The things of a cycle in order. */
const unwound = (circle: ReadonlyArray<Placed>, sights: ReadonlyArray<Sight>): ReadonlyArray<number> => {
  const [only] = circle
  if (circle.length === 1 && only !== undefined) return [only.id]
  const sure = sights.filter(({ isSure }) => isSure)
  if (sure.length === sights.length) return circle.toSorted(byFirst).map(({ id }) => id)
  const things = circle.map(({ id, first }) => ({ id, first, fallbackOrder: first }))
  return observedOrder(things, within(sure, new Set(circle.map(({ id }) => id))))
}

/** The ids of things in order; `sights` must contain only these things. */
export const observedOrder = (
  things: ReadonlyArray<Placed>,
  sights: ReadonlyArray<Sight>
): ReadonlyArray<number> => {
  const sorted = things.toSorted((a, b) => a.fallbackOrder - b.fallbackOrder)
  const placed = new Map(sorted.map((thing) => [thing.id, thing]))
  const thing = (id: number): Placed => placed.get(id) ?? { id, fallbackOrder: 0, first: 0 }
  const before = neighboursBefore(sights)
  const circles = circlesOf(
    sorted.map(({ id }) => id),
    before
  ).map((ids) => ({
    ids,
    fallbackOrder: ids.reduce((least, id) => Math.min(least, thing(id).fallbackOrder), Infinity)
  }))
  const circleOf = new Map(circles.flatMap((circle) => circle.ids.map((id) => [id, circle] as const)))
  const done = new Set<(typeof circles)[number]>()
  const order: Array<number> = []
  const waitingFor = (circle: (typeof circles)[number]) =>
    [
      ...new Set(
        circle.ids.flatMap((id) => (before.get(id) ?? []).flatMap((other) => circleOf.get(other) ?? []))
      )
    ]
      .filter((other) => other !== circle && !done.has(other))
      .sort((a, b) => b.fallbackOrder - a.fallbackOrder)
  for (const circle of circles.toSorted((a, b) => a.fallbackOrder - b.fallbackOrder)) {
    const stack = [circle]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const waiting = done.has(top) ? [] : waitingFor(top)
      if (waiting.length > 0) {
        stack.push(...waiting)
        continue
      }
      stack.pop()
      if (done.has(top)) continue
      done.add(top)
      for (const id of unwound(top.ids.map(thing), sights)) order.push(id)
    }
  }
  return order
}
