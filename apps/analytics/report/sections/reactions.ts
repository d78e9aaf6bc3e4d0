// Reactions: which, who, to whom, and to which messages.
import type { ReactionCounts } from "../counts/reactions.ts"
import { chart } from "../view/chart.ts"
import { fitted, heat, ranking } from "../view/plots.ts"
import { table } from "../view/table.ts"
import { shown } from "../view/words.ts"
import { type Context, card, folded, grid, section, titled, topOf, wide } from "./section.ts"

const SIDE = 12

/** Those who react most, and those who are reacted to most, as a map. */
const matrix = (counts: ReactionCounts, { words }: Context): HTMLElement => {
  const { strings } = words
  const reactors = topOf(counts.byReactor, SIDE).map(({ reactor }) => reactor)
  const authors = topOf(counts.byAuthor, SIDE).map(({ author }) => author)
  // Two people of one name stay two rows: an axis tells them apart by their places.
  const name = (people: ReadonlyArray<number>) =>
    new Map(
      people.map((person, place) => [person, `${fitted(words.sender(person), 96)}${"\u200b".repeat(place)}`])
    )
  const rows = name(reactors)
  const columns = name(authors)
  const cells = counts.pairs.flatMap(({ reactor, author, reactions }) => {
    const [x, y] = [columns.get(author), rows.get(reactor)]
    const title = `${words.sender(reactor)} → ${words.sender(author)}\n${strings.reactions}: ${words.number(reactions)}`
    return x === undefined || y === undefined ? [] : [{ x, y, value: reactions, title }]
  })
  return wide(
    chart("pairs", strings.whoToWhom, `${cells.length}`, (width, palette) =>
      heat(cells, [...columns.values()], [...rows.values()], {
        marginLeft: width < 560 ? 104 : 130,
        marginBottom: 92,
        rowHeight: 28,
        rotate: true,
        number: words.short
      })(width, palette)
    ),
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
        chart("emoji", strings.byEmoji, `${counts.byEmoji.length}`, ranking(ranks, words.short, "second")),
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
              label: strings.mostReacted,
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
            { key: "name", label: strings.byReactor, value: (row) => words.sender(row.reactor) },
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
            { key: "name", label: strings.byAuthor, value: (row) => words.sender(row.author) },
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
