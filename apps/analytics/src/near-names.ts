// Names that are like a name which is not there: what the user may have meant.

const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

const LIKE_ENOUGH = 0.3
const MOST = 4

/** The names most like the given one, by pairs of letters that both have; none if none is alike. */
export const nearNames = (name: string, known: ReadonlyArray<string>): ReadonlyArray<string> => {
  const pairs = pairsOf(name.toLowerCase())
  const likeness = (other: string) => {
    const others = pairsOf(other)
    const shared = [...pairs].filter((pair) => others.has(pair)).length
    return (2 * shared) / Math.max(1, pairs.size + others.size)
  }
  return known
    .map((other) => ({ other, likeness: likeness(other) }))
    .filter(({ likeness: like }) => like >= LIKE_ENOUGH)
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, MOST)
    .map(({ other }) => other)
}
