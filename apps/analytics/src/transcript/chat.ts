// The chats of transcripts: title, subtitle and file.
import type { Locale } from "../workbook/wording.ts"
import { type Calendar, calendarOf, tags } from "./calendar.ts"
import { type ChatFacts, shownId, type TranscriptChoice } from "./facts.ts"
import { fileNameOf } from "./file-name.ts"
import type { TranscriptFormat } from "./form.ts"
import { type TranscriptWords, transcriptWords } from "./words.ts"

export interface TranscriptOptions extends Omit<TranscriptChoice, "you"> {
  readonly locale: Locale
  readonly format: TranscriptFormat
  /** `chatledger 0.1.0` */
  readonly program: string
}

/** A chat and its file. */
export interface TranscriptChat extends ChatFacts {
  readonly title: string
  /** Kind of chat, messages, days. */
  readonly subtitle: string
  readonly file: string
}

/** The file name of the page that lists all chats. */
export const INDEX = "index.html"

const titleOf = ({ chatId, name }: ChatFacts, words: TranscriptWords): string => {
  if (name !== undefined) return name
  if (chatId === "") return words.noChat
  return chatId === "status@broadcast" ? words.stories : shownId(chatId)
}

const subtitleOf = (chat: ChatFacts, words: TranscriptWords, calendar: Calendar, locale: Locale): string => {
  const { firstDay, lastDay, messages, name, type } = chat
  const days = [firstDay, lastDay].flatMap((day) => (day === undefined ? [] : [calendar.date(day)]))
  const count = messages.toLocaleString(tags[locale])
  return [
    words.types[type] ?? words.types["other"],
    name === undefined ? "" : shownId(chat.chatId),
    words.messages(count, messages === 1),
    [...new Set(days)].join(" – ")
  ]
    .filter((part) => part !== "")
    .join(" · ")
}

/** The chats with titles and files; the same tables give the same names. */
export const namedChats = (
  chats: ReadonlyArray<ChatFacts>,
  { format, locale }: TranscriptOptions
): ReadonlyArray<TranscriptChat> => {
  const words = transcriptWords[locale]
  const calendar = calendarOf(locale)
  const hasInstances = new Set(chats.map(({ instanceId }) => instanceId)).size > 1
  const taken = new Set([INDEX])
  return chats.map((chat) => {
    const base = fileNameOf(chat.name, chat.chatId, hasInstances ? chat.instanceId : undefined)
    let file = `${base}.${format}`
    // Some file systems ignore case.
    for (let more = 2; taken.has(file.toLowerCase()); more += 1) file = `${base} ${more}.${format}`
    taken.add(file.toLowerCase())
    return {
      ...chat,
      title: titleOf(chat, words),
      subtitle: subtitleOf(chat, words, calendar, locale),
      file
    }
  })
}
