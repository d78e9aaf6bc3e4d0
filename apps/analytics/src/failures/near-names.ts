// Suggests similar names for one that does not exist.

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

const LIKE_ENOUGH = 0.3
/** Ids have few different characters, so all are somewhat similar. */
const LIKE_ENOUGH_FOR_IDS = 0.7
const MOST = 4

/** The share of letter pairs that two texts have in common, from 0 to 1. */
const likeness = (pairs: ReadonlySet<string>, other: string): number => {
  const others = pairsOf(other)
  const shared = [...pairs].filter((pair) => others.has(pair)).length
  return (2 * shared) / Math.max(1, pairs.size + others.size)
}

/** The things whose texts are most similar to the given one, as a whole or in one word; empty if none is similar. */
export const nearest = <Thing>(
  text: string,
  things: ReadonlyArray<Thing>,
  textsOf: (thing: Thing) => ReadonlyArray<string>,
  areIds = false
): ReadonlyArray<Thing> => {
  const pairs = pairsOf(text.toLowerCase())
  const alike = (thing: Thing) =>
    textsOf(thing)
      .flatMap((one) => [one, ...one.split(/\s+/)])
      .reduce((most, one) => Math.max(most, likeness(pairs, one)), 0)
  return things
    .map((thing) => ({ thing, likeness: alike(thing) }))
    .filter(({ likeness: like }) => like >= (areIds ? LIKE_ENOUGH_FOR_IDS : LIKE_ENOUGH))
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, MOST)
    .map(({ thing }) => thing)
}

/** The most similar names, by letter pairs in common; empty if none is similar. */
export const nearNames = (name: string, known: ReadonlyArray<string>): ReadonlyArray<string> =>
  nearest(name, known, (other) => [other])
