// Repeatable chance: mulberry32 from a seed, with the few draws that the generator of accounts needs.
// The same seed gives the same draws on every machine. It is no source of secrets.
// Gotcha: an added draw shifts all later ones, so a seed means another account after the generator changed.

/** Draws that follow from a seed. */
export type Random = {
  /** A whole number from `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number
  /** True in this share of draws. */
  readonly chance: (share: number) => boolean
  /** One of the items; throws if there is none. */
  readonly pick: <Item>(items: ReadonlyArray<Item>) => Item
  /** One of the names, as often as its weight says. */
  readonly weighted: <Name extends string>(weights: Readonly<Record<Name, number>>) => Name
  /** The items in another order. */
  readonly shuffled: <Item>(items: ReadonlyArray<Item>) => ReadonlyArray<Item>
  /** Upper-case hexadecimal digits. */
  readonly hex: (digits: number) => string
}

const mulberry32 = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The draws of a seed. */
export const randomFrom = (seed: number): Random => {
  const next = mulberry32(seed)
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <Item>(items: ReadonlyArray<Item>): Item => {
    if (items.length === 0) throw new Error("nothing to pick from")
    return items[int(0, items.length - 1)] as Item
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
  const shuffled = <Item>(items: ReadonlyArray<Item>) =>
    items
      .map((item) => ({ item, place: next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item)
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => "0123456789ABCDEF"[int(0, 15)]).join("")
  return { int, chance: (share) => next() < share, pick, weighted, shuffled, hex }
}
