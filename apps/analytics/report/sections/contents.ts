// What is sent: types of message, files, and the sites of links.
import type { GroupCount, MessageCounts } from "../counts/messages.ts"
import { wordOf } from "../strings.ts"
import { table } from "../view/table.ts"
import { shown, type Words } from "../view/words.ts"
import { rankChart } from "./rank-chart.ts"
import { type Context, card, folded, grid, section, topOf } from "./section.ts"

const fileTypes = ["imageMessage", "videoMessage", "documentMessage", "audioMessage", "stickerMessage"]

/** Messages with a file, by type. */
export const filesOf = (counts: MessageCounts): ReadonlyArray<GroupCount> =>
  counts.byType.filter(({ name }) => fileTypes.includes(name))

const groups = (
  name: string,
  title: string,
  first: string,
  rows: ReadonlyArray<GroupCount>,
  label: (name: string) => string,
  words: Words
): HTMLElement => {
  const { strings } = words
  const ranks = topOf(rows, 10).map((row) => ({ label: label(row.name), value: row.messages }))
  return card(
    rankChart(name, title, ranks, words),
    folded(
      strings.asTable,
      table(
        name,
        title,
        [
          { key: "name", label: first, value: (row) => label(row.name) },
          { key: "messages", label: strings.messages, value: (row) => row.messages },
          { key: "senders", label: strings.senders, value: (row) => row.senders },
          { key: "chats", label: strings.chats, value: (row) => row.chats }
        ],
        rows,
        words
      )
    )
  )
}

export const contentsSection = (counts: MessageCounts, { words }: Context): HTMLElement => {
  const { strings } = words
  const type = (name: string) => (name === "" ? strings.unknown : shown(wordOf(strings, "type_", name)))
  return section(
    "contents",
    `${strings.media}, ${strings.links.toLocaleLowerCase(words.locale)}`,
    grid(
      groups("media_by_type", strings.media, strings.kind, filesOf(counts), type, words),
      groups("links_by_domain", strings.links, strings.site, counts.byDomain, shown, words),
      groups("messages_by_type", strings.kinds, strings.kind, counts.byType, type, words)
    )
  )
}
