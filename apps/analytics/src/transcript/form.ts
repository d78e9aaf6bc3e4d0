// A transcript format: HTML, Markdown or plain text. Each produces text in order.
import type { Locale } from "../workbook/wording.ts"
import type { Calendar } from "./calendar.ts"
import type { Entry } from "./entry.ts"
import type { ChatFacts } from "./facts.ts"
import type { Teller } from "./telling.ts"

export const transcriptFormats = ["html", "md", "txt"] as const

export type TranscriptFormat = (typeof transcriptFormats)[number]

export interface FormContext {
  readonly locale: Locale
  readonly calendar: Calendar
  readonly teller: Teller
  readonly chat: ChatFacts
  readonly title: string
  /** Kind of chat, number of messages, first and last day. */
  readonly subtitle: string
  readonly madeBy: string
  /** The file that lists all chats; undefined if there is only one chat. */
  readonly index: string | undefined
}

interface Telling {
  readonly start: string
  readonly entry: (entry: Entry) => string
  readonly end: () => string
}

export type Form = (context: FormContext) => Telling
