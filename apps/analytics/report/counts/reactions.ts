// Counts current reactions by emoji, by reactor, by author of the message, by pair of both, and by message.
// A filter by person filters the reactors.
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"

export interface EmojiCount {
  readonly emoji: number
  readonly reactions: number
  readonly reactors: number
  readonly messages: number
}

export interface ReactorCount {
  readonly reactor: number
  readonly reactions: number
  readonly favourites: ReadonlyArray<number>
}

export interface AuthorCount {
  readonly author: number
  readonly reactions: number
  readonly reactors: number
}

export interface PairCount {
  readonly reactor: number
  readonly author: number
  readonly reactions: number
}

export interface TargetCount {
  readonly target: number
  readonly chat: number
  readonly author: number
  readonly reactions: number
  /** Emoji and their counts, most frequent first. */
  readonly emoji: ReadonlyArray<readonly [emoji: number, reactions: number]>
}

export interface ReactionCounts {
  readonly reactions: number
  readonly byEmoji: ReadonlyArray<EmojiCount>
  readonly byReactor: ReadonlyArray<ReactorCount>
  readonly byAuthor: ReadonlyArray<AuthorCount>
  readonly pairs: ReadonlyArray<PairCount>
  readonly byTarget: ReadonlyArray<TargetCount>
}

const TARGETS = 100

const add = (counts: Map<number, number>, key: number, count = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** Counts the distinct keys `left * width + right` by left; only a right that `isCounted` accepts counts. */
const distinctBy = (keys: Iterable<number>, width: number, isCounted: (right: number) => boolean) => {
  const found = new Map<number, number>()
  for (const key of keys) if (isCounted(key % width)) add(found, Math.floor(key / width))
  return found
}

const emojiOfTarget = ({ columns }: Data, scope: Scope, first: number, last: number) => {
  const counts = new Map<number, number>()
  for (let row = first; row <= last; row += 1)
    if (isCounted(columns.reactions, scope, row)) add(counts, columns.reactions.emoji[row] ?? 0)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
}

const isCounted = (reactions: Data["columns"]["reactions"], scope: Scope, row: number): boolean =>
  scope.hasMember[reactions.reactor[row] ?? 0] === 1 &&
  scope.hasDay((reactions.first_day[row] ?? 0) + (reactions.later[row] ?? 0))

export const countReactions = (data: Data, scope: Scope): ReactionCounts => {
  const { texts, columns } = data
  const { reactions, members } = columns
  const width = Math.max(1, texts.senders.length)
  const emojiWidth = Math.max(1, texts.emoji.length)
  const emoji = new Int32Array(emojiWidth)
  const emojiMessages = new Int32Array(emojiWidth)
  const emojiTarget = new Int32Array(emojiWidth).fill(-1)
  const emojiReactors = new Set<number>()
  const reactorEmoji = new Map<number, number>()
  const pairs = new Map<number, number>()
  const targets: Array<{ target: number; first: number; last: number; reactions: number }> = []
  let total = 0
  for (let row = 0; row < reactions.chat.length; row += 1) {
    if (!isCounted(reactions, scope, row)) continue
    total += 1
    const which = reactions.emoji[row] ?? 0
    const target = reactions.target[row] ?? 0
    const reactor = members.sender[reactions.reactor[row] ?? 0] ?? 0
    const author = members.sender[reactions.author[row] ?? 0] ?? 0
    emoji[which] = (emoji[which] ?? 0) + 1
    emojiReactors.add(which * width + reactor)
    add(reactorEmoji, reactor * emojiWidth + which)
    add(pairs, author * width + reactor)
    if (reactions.is_known[row] !== 1) continue
    if (emojiTarget[which] !== target) {
      emojiTarget[which] = target
      emojiMessages[which] = (emojiMessages[which] ?? 0) + 1
    }
    const last = targets.at(-1)
    if (last?.target === target) {
      last.last = row
      last.reactions += 1
    } else targets.push({ target, first: row, last: row, reactions: 1 })
  }
  const isNamed = (sender: number) => texts.senders[sender]?.id !== ""
  const reactorsByEmoji = distinctBy(emojiReactors, width, isNamed)
  const reactorsByAuthor = distinctBy(pairs.keys(), width, isNamed)
  const byAuthor = new Map<number, number>()
  for (const [key, count] of pairs) add(byAuthor, Math.floor(key / width), count)
  return {
    reactions: total,
    byEmoji: [...emoji]
      .map((count, which) => ({
        emoji: which,
        reactions: count,
        reactors: reactorsByEmoji.get(which) ?? 0,
        messages: emojiMessages[which] ?? 0
      }))
      .filter((row) => row.reactions > 0)
      .sort((a, b) => b.reactions - a.reactions || a.emoji - b.emoji),
    byReactor: reactorsOf(reactorEmoji, emojiWidth, texts.emoji),
    byAuthor: [...byAuthor]
      .map(([author, count]) => ({ author, reactions: count, reactors: reactorsByAuthor.get(author) ?? 0 }))
      .sort((a, b) => b.reactions - a.reactions || a.author - b.author),
    pairs: [...pairs]
      .map(([key, count]) => ({ reactor: key % width, author: Math.floor(key / width), reactions: count }))
      .sort((a, b) => b.reactions - a.reactions || a.reactor - b.reactor || a.author - b.author),
    byTarget: targets
      .sort((a, b) => b.reactions - a.reactions || a.target - b.target)
      .slice(0, TARGETS)
      .map(({ target, first, last, reactions: count }) => ({
        target,
        chat: reactions.chat[first] ?? 0,
        author: members.sender[reactions.author[first] ?? 0] ?? 0,
        reactions: count,
        emoji: emojiOfTarget(data, scope, first, last)
      }))
  }
}

/** Compares by code point, as the database does; JavaScript compares UTF-16 units. */
const inOrder = (a: string, b: string): number => {
  const left = [...a]
  const right = [...b]
  const place = left.findIndex((letter, at) => letter !== right[at])
  if (place < 0) return left.length - right.length
  return (left[place]?.codePointAt(0) ?? -1) - (right[place]?.codePointAt(0) ?? -1)
}

const reactorsOf = (
  counts: ReadonlyMap<number, number>,
  width: number,
  names: ReadonlyArray<string>
): ReadonlyArray<ReactorCount> => {
  const found = new Map<number, { reactions: number; most: number; favourites: Array<number> }>()
  for (const [key, count] of counts) {
    const reactor = Math.floor(key / width)
    const which = key % width
    const row = found.get(reactor) ?? { reactions: 0, most: 0, favourites: [] }
    found.set(reactor, row)
    row.reactions += count
    if (names[which] === "" || count < row.most) continue
    if (count > row.most) row.favourites = []
    row.most = count
    row.favourites.push(which)
  }
  const nameOf = (which: number) => names[which] ?? ""
  return [...found]
    .map(([reactor, { reactions, favourites }]) => ({
      reactor,
      reactions,
      favourites: favourites.sort((a, b) => inOrder(nameOf(a), nameOf(b)))
    }))
    .sort((a, b) => b.reactions - a.reactions || a.reactor - b.reactor)
}
