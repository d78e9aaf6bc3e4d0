// Chance that comes out the same every time: the choices of the made-up account.
//
// A seed is a text; the same seed gives the same choices on every machine. Each scene, poll and chat has a
// seed of its own, so that a changed line moves nothing elsewhere.
// Not for secrets. Gotcha: the order of the calls is part of the result.

/** Choices drawn from one seed. */
export type Chance = {
  /** A number from 0 (included) to 1 (excluded). */
  readonly next: () => number
  /** True with the given probability. */
  readonly roll: (probability: number) => boolean
  /** A whole number, both ends included. */
  readonly between: (from: number, to: number) => number
  readonly pick: <Item>(items: ReadonlyArray<Item>) => Item
  /** Different items in a random order, all of them if fewer than `count`. */
  readonly some: <Item>(items: ReadonlyArray<Item>, count: number) => ReadonlyArray<Item>
  /** Upper case hexadecimal digits. */
  readonly hex: (digits: number) => string
}

/* FNV-1a, https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Choices from a seed, by the generator mulberry32 (https://github.com/bryc/code/blob/master/jshash/PRNGs.md). */
export const chanceOf = (seed: string): Chance => {
  let state = hashOf(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const some = <Item>(items: ReadonlyArray<Item>, count: number): ReadonlyArray<Item> =>
    items
      .map((item) => ({ item, rank: next() }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, count)
      .map(({ item }) => item)
  return {
    next,
    roll: (probability) => next() < probability,
    between,
    pick: (items) => {
      const [item] = items.slice(between(0, items.length - 1))
      if (item === undefined) throw new RangeError("there is nothing to pick from")
      return item
    },
    some,
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16).toUpperCase()).join("")
  }
}
