// Reproducible pseudo-random numbers: the same seed gives the same draws on every machine.
//
// The generator is mulberry32 (https://github.com/bryc/code/blob/master/jshash/PRNGs.md). Not for secrets.
// Gotcha: the order of the draws matters, so an added draw changes all later ones of its seed.

/** The draws of one seed. */
export type Random = {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number
  /** 32 random bits, as a non-negative integer. */
  readonly bits: () => number
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean
  /** An integer, both ends inclusive. */
  readonly between: (from: number, to: number) => number
  /** One of the items; throws a `RangeError` if there is none. */
  readonly pick: <Item>(items: ReadonlyArray<Item>) => Item
  /** One of the names, with probabilities in proportion to their weights. */
  readonly weighted: <Name extends string>(weights: Readonly<Record<Name, number>>) => Name
  /** Distinct items in random order; all of them without `count`, or if there are fewer. */
  readonly sample: <Item>(items: ReadonlyArray<Item>, count?: number) => ReadonlyArray<Item>
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

/** The draws of a seed, a text or an integer. */
export const randomFrom = (seed: string | number): Random => {
  let state = typeof seed === "string" ? hashOf(seed) : seed
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = () => bits() / 4_294_967_296
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <Item>(items: ReadonlyArray<Item>): Item => {
    if (items.length === 0) throw new RangeError("there is nothing to pick from")
    return items[between(0, items.length - 1)] as Item
  }
  const weighted = <Name extends string>(weights: Readonly<Record<Name, number>>): Name => {
    const names = Object.keys(weights) as Array<Name>
    let rest = next() * names.reduce((sum, name) => sum + weights[name], 0)
    for (const name of names) {
      rest -= weights[name]
      if (rest < 0) return name
    }
    return pick(names)
  }
  return {
    next,
    bits,
    chance: (probability) => next() < probability,
    between,
    pick,
    weighted,
    sample: (items, count = items.length) =>
      items
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .slice(0, count)
        .map(({ item }) => item),
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16).toUpperCase()).join("")
  }
}

/** The draws of a numbered run: adjacent numbers give distant seeds. */
export const randomOfRun = (run: number): Random => randomFrom(Math.imul(run, 0x9e3779b1) + 0x6d2b79f5)
