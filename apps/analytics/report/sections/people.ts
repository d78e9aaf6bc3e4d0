// Chats and people: who writes where, and how much.
import type { MessageCounts } from "../counts/messages.ts"
import { wordOf } from "../strings.ts"
import { dayColumns } from "../view/day-columns.ts"
import { shown } from "../view/words.ts"
import { rankChart } from "./rank-chart.ts"
import { type Context, card, ranked, section, titled, topOf } from "./section.ts"

export const chatsSection = (counts: MessageCounts, { data, words }: Context): HTMLElement => {
  const { strings } = words
  const top = topOf(counts.byChat)
  const ranks = top.map(({ chat, messages }) => ({
    label: words.chatName(chat).replace(/^(\d{10,})@[a-z.]+$/, "$1"),
    value: messages
  }))
  const idOf = (chat: number) => data.texts.chats[chat]
  return section(
    "chats",
    strings.chats,
    ranked(
      card(rankChart("chats", strings.topChats, ranks, words)),
      card(
        titled(
          "messages_by_chat",
          strings.chats,
          [
            {
              key: "chat",
              label: strings.chat,
              value: (row) => words.chatName(row.chat),
              note: (row) => words.chatId(row.chat),
              link: (row) => idOf(row.chat)?.transcript
            },
            {
              key: "type",
              label: strings.type,
              value: (row) => wordOf(strings, "", idOf(row.chat)?.type ?? "")
            },
            { key: "messages", label: strings.messages, value: (row) => row.messages },
            { key: "senders", label: strings.senders, value: (row) => row.senders },
            ...dayColumns(words)
          ],
          counts.byChat,
          words
        )
      )
    )
  )
}

export const peopleSection = (counts: MessageCounts, { data, words }: Context): HTMLElement => {
  const { strings } = words
  const top = topOf(counts.bySender)
  const ranks = top.map(({ sender, messages }) => ({ label: words.sender(sender), value: messages }))
  return section(
    "people",
    strings.people,
    ranked(
      card(rankChart("people", strings.topPeople, ranks, words)),
      card(
        titled(
          "messages_by_sender",
          strings.people,
          [
            {
              key: "name",
              label: strings.name,
              value: (row) => words.sender(row.sender),
              note: (row) => shown(data.texts.senders[row.sender]?.id ?? "")
            },
            { key: "messages", label: strings.messages, value: (row) => row.messages },
            { key: "chats", label: strings.chats, value: (row) => row.chats },
            ...dayColumns(words)
          ],
          counts.bySender,
          words
        )
      )
    )
  )
}
