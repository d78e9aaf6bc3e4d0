// Reactions: which emoji, by whom, to whom, and to which messages.
import type { ReactionCounts } from "../counts/reactions.ts"
import { heat } from "../plots/heat.ts"
import { fitted } from "../plots/labels.ts"
import { chart, type Drawing } from "../view/chart.ts"
import { table } from "../view/table.ts"
import { shown, type Words } from "../view/words.ts"
import { rankChart } from "./rank-chart.ts"
import { type Context, card, folded, grid, section, titled, topOf, wide } from "./section.ts"

const SIDE = 12

/** Labels of the people who have a cell. Zero-width spaces keep people with the same name apart. */
const axisOf = (people: Iterable<number>, used: ReadonlyArray<number>, words: Words, room: number) =>
  new Map(
    [...people]
      .filter((person) => used.includes(person))
      .map((person, place) => [person, `${fitted(words.sender(person), room)}${"\u200b".repeat(place)}`])
  )

/** A heat map of the people who react most and those who receive the most reactions. */
const matrix = (counts: ReactionCounts, { words }: Context): HTMLElement => {
  const { strings } = words
  const topReactors = new Set(topOf(counts.byReactor, SIDE).map(({ reactor }) => reactor))
  const topAuthors = new Set(topOf(counts.byAuthor, SIDE).map(({ author }) => author))
  const pairs = counts.pairs.filter(
    ({ reactor, author }) => topReactors.has(reactor) && topAuthors.has(author)
  )
  const told = pairs
    .slice(0, 3)
    .map(
      ({ reactor, author, reactions }) => `${words.sender(reactor)} → ${words.sender(author)}: ${reactions}`
    )
  const label = told.join(", ") || strings.nothing
  const draw: Drawing = (width, palette) => {
    const room = width < 560 ? 92 : 140
    const rows = axisOf(
      topReactors,
      pairs.map(({ reactor }) => reactor),
      words,
      room
    )
    const columns = axisOf(
      topAuthors,
      pairs.map(({ author }) => author),
      words,
      room
    )
    const cells = pairs.map(({ reactor, author, reactions }) => ({
      x: columns.get(author) ?? "",
      y: rows.get(reactor) ?? "",
      value: reactions,
      title: `${words.sender(reactor)} → ${words.sender(author)}\n${strings.reactions}: ${words.number(reactions)}`
    }))
    return heat(cells, [...columns.values()], [...rows.values()], {
      marginLeft: room + 10,
      marginBottom: Math.round(room * (width < 560 ? 1 : 0.72)) + 8,
      rowHeight: 28,
      rotate: true,
      number: words.short
    })(width, palette)
  }
  return wide(
    chart("pairs", strings.whoToWhom, label, pairs.length === 0 ? undefined : draw),
    folded(
      strings.asTable,
      table(
        "reaction_pairs",
        strings.whoToWhom,
        [
          { key: "who", label: strings.who, value: (row) => words.sender(row.reactor) },
          { key: "whom", label: strings.whom, value: (row) => words.sender(row.author) },
          { key: "reactions", label: strings.reactions, value: (row) => row.reactions }
        ],
        counts.pairs,
        words
      )
    )
  )
}

export const reactionsSection = (counts: ReactionCounts, context: Context): HTMLElement => {
  const { data, words } = context
  const { strings } = words
  const emoji = (which: number) => shown(data.texts.emoji[which] ?? "") || strings.unknown
  const texts = new Map(data.texts.reacted)
  const ranks = topOf(counts.byEmoji, 10).map((row) => ({ label: emoji(row.emoji), value: row.reactions }))
  return section(
    "reactions",
    strings.reactions,
    grid(
      card(
        rankChart("emoji", strings.byEmoji, ranks, words, "second"),
        folded(
          strings.asTable,
          table(
            "reactions_by_emoji",
            strings.byEmoji,
            [
              { key: "emoji", label: strings.emoji, value: (row) => emoji(row.emoji) },
              { key: "reactions", label: strings.reactions, value: (row) => row.reactions },
              { key: "reactors", label: strings.reactors, value: (row) => row.reactors },
              { key: "messages", label: strings.reactedMessages, value: (row) => row.messages }
            ],
            counts.byEmoji,
            words
          )
        )
      ),
      card(
        titled(
          "most_reacted_messages",
          strings.mostReacted,
          [
            {
              key: "message",
              label: strings.message,
              value: (row) => shown(texts.get(row.target) ?? "") || `(${strings.textMissing})`
            },
            { key: "author", label: strings.author, value: (row) => words.sender(row.author) },
            { key: "reactions", label: strings.reactions, value: (row) => row.reactions },
            {
              key: "emoji",
              label: strings.emoji,
              value: (row) => row.emoji.map(([which]) => emoji(which)).join(" ")
            }
          ],
          counts.byTarget,
          words
        )
      ),
      matrix(counts, context),
      card(
        titled(
          "reactions_by_reactor",
          strings.byReactor,
          [
            { key: "name", label: strings.name, value: (row) => words.sender(row.reactor) },
            { key: "reactions", label: strings.reactions, value: (row) => row.reactions },
            {
              key: "favourite",
              label: strings.favourite,
              value: (row) => row.favourites.map(emoji).join(" ")
            }
          ],
          counts.byReactor,
          words
        )
      ),
      card(
        titled(
          "reactions_by_author",
          strings.byAuthor,
          [
            { key: "name", label: strings.name, value: (row) => words.sender(row.author) },
            { key: "reactions", label: strings.reactions, value: (row) => row.reactions },
            { key: "reactors", label: strings.reactors, value: (row) => row.reactors }
          ],
          counts.byAuthor,
          words
        )
      )
    )
  )
}
