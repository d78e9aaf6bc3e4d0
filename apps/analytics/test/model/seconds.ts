// The order of messages of one instance and second. A message comes after the one that a reply shows just before it, if
// the reply shows both with the time of that second; messages that no reply places come incoming before outgoing, then as they
// were first observed. Messages that replies put in a circle are one knot: there only replies that are sure of their
// direction are heard, and if they make a circle too, the first observation decides. Naive: all ways are searched.
import type { Observation } from "./observations.ts"
import { groupBy, keyOf } from "./record.ts"

/** What the order needs to know of a message. */
export type Placing = {
  readonly key: string
  readonly instanceId: string
  readonly sentAt: number | null
  readonly direction: "incoming" | "outgoing" | null
  readonly observations: ReadonlyArray<Observation>
}

type Chain = { readonly isSure: boolean; readonly keys: ReadonlyArray<string> }
type Rank = ReadonlyMap<string, number>

const sides = { incoming: 0, outgoing: 2 }
const sideOf = ({ direction }: Placing) => (direction === null ? 1 : sides[direction])

const firstOf = ({ observations }: Placing) =>
  observations
    .map(({ replyRank, position }) => ({ replyRank, position }))
    .reduce((first, each) => (compareSights(each, first) < 0 ? each : first))

type Sight = Pick<Observation, "replyRank" | "position">
const compareSights = (a: Sight, b: Sight) => a.replyRank - b.replyRank || a.position - b.position
const byPlace = (a: Placing, b: Placing) => compareSights(firstOf(a), firstOf(b))
const bySide = (a: Placing, b: Placing) => sideOf(a) - sideOf(b) || byPlace(a, b)

const chainsOf = (group: ReadonlyArray<Placing>): ReadonlyArray<Chain> => {
  const seen = group.flatMap(({ key, observations, sentAt }) =>
    observations.filter(({ timestamp }) => timestamp === sentAt).map((sight) => ({ key, sight }))
  )
  return [...groupBy(seen, ({ sight }) => sight.reply.snapshotId).values()].map((sights) => ({
    isSure: sights[0]?.sight.isDirectionClear ?? true,
    keys: [...new Set(sights.toSorted((a, b) => a.sight.position - b.sight.position).map(({ key }) => key))]
  }))
}

const ordered = (
  keys: ReadonlyArray<string>,
  chains: ReadonlyArray<Chain>,
  fallbackOrder: Rank,
  first: Rank
): ReadonlyArray<string> => {
  const by = (rank: Rank) => (a: string, b: string) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)
  const before = (key: string) =>
    chains.flatMap(({ keys: chain }) => {
      const last = chain[chain.indexOf(key) - 1]
      return last === undefined ? [] : [last]
    })
  const allBefore = new Map(
    keys.map((key) => {
      const found = new Set<string>()
      const search = (from: string): void => {
        for (const each of before(from))
          if (!found.has(each)) {
            found.add(each)
            search(each)
          }
      }
      search(key)
      return [key, found] as const
    })
  )
  const knotOf = (key: string) => [
    key,
    ...keys.filter(
      (other) => other !== key && allBefore.get(key)?.has(other) && allBefore.get(other)?.has(key)
    )
  ]
  const unwound = (knot: ReadonlyArray<string>): ReadonlyArray<string> => {
    const sure = chains.filter(({ isSure }) => isSure)
    if (knot.length === 1 || sure.length === chains.length) return knot.toSorted(by(first))
    const inside = sure.map((chain) => ({ ...chain, keys: chain.keys.filter((key) => knot.includes(key)) }))
    return ordered(knot, inside, first, first)
  }
  const done: Array<string> = []
  const leastOf = (key: string) => Math.min(...knotOf(key).map((each) => fallbackOrder.get(each) ?? 0))
  const put = (key: string): void => {
    if (done.includes(key)) return
    const knot = knotOf(key)
    const waiting = knot.flatMap(before).filter((other) => !knot.includes(other))
    for (const other of waiting.sort((a, b) => leastOf(a) - leastOf(b))) put(other)
    done.push(...unwound(knot))
  }
  for (const key of keys.toSorted(by(fallbackOrder))) put(key)
  return done
}

const ranked = (
  group: ReadonlyArray<Placing>,
  compare: (a: Placing, b: Placing) => number
): ReadonlyArray<string> => group.toSorted(compare).map(({ key }) => key)

const rankOf = (keys: ReadonlyArray<string>): Rank => new Map(keys.map((key, index) => [key, index]))

const orderOf = (group: ReadonlyArray<Placing>): ReadonlyArray<string> => {
  const fallbackOrder = ranked(group, bySide)
  return ordered(fallbackOrder, chainsOf(group), rankOf(fallbackOrder), rankOf(ranked(group, byPlace)))
}

/** The place of every message in its second, from 1, by its key. */
export const ordersInSecond = (placings: ReadonlyArray<Placing>): ReadonlyMap<string, number> =>
  new Map(
    [...groupBy(placings, ({ instanceId, sentAt }) => keyOf(instanceId, sentAt)).values()].flatMap((group) =>
      orderOf(group).map((key, index) => [key, index + 1] as const)
    )
  )
