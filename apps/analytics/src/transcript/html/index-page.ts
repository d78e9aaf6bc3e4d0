// The page that lists the chats of several transcripts, newest first.
import type { Locale } from "../../workbook/wording.ts"
import type { TranscriptChat } from "../chat.ts"
import { transcriptWords } from "../words.ts"
import { escaped } from "./markup.ts"
import { pageOf } from "./page.ts"

const row = ({ file, subtitle, title }: TranscriptChat): string =>
  `<li><a href="${escaped(encodeURIComponent(file))}">${escaped(title)}</a><p>${escaped(subtitle)}</p></li>\n`

/** The page as HTML. */
export const indexHtml = (chats: ReadonlyArray<TranscriptChat>, locale: Locale, madeBy: string): string => {
  const words = transcriptWords[locale]
  const { end, start } = pageOf(locale, words.chats)
  return `${start}<header><h1>${words.chats}</h1></header>\n<main>\n<ul class="chats">\n${chats.map(row).join("")}</ul>\n</main>\n<footer>${escaped(madeBy)}</footer>\n${end}`
}
