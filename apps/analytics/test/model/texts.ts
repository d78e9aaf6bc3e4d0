// Statistics of what is written: words and emoji. A word is a run of letters and digits with
// their marks, in lower case letter by letter; an emoji is a flag, a keycap, or a pictograph with what is joined to it.
// Times in epoch milliseconds. Gotcha: it follows Unicode's own properties, where the SQL has a list of signs.
import { countDistinct } from "./chats-and-senders.ts"
import type { Message } from "./messages.ts"
import { emojiBaseOf } from "./reactions.ts"
import { groupBy, keyOf } from "./record.ts"
import { everything, isInPlace, isInRange, type Scope } from "./scope.ts"

const senderKey = ({ row }: Message) =>
  row.sender_id === null ? null : keyOf(row.instance_id, row.sender_id)

const textsIn = (messages: ReadonlyArray<Message>, scope: Scope) =>
  messages.flatMap((message) => {
    const { row } = message
    const counts = row.is_content && isInPlace(scope, row) && isInRange(scope, row.sent_at)
    return counts && row.text !== null ? [{ message, text: row.text }] : []
  })

const lower = (text: string) =>
  [...text]
    .map((letter) => {
      const small = letter.toLowerCase()
      return [...small].length === 1 ? small : letter
    })
    .join("")

const vendorMark = /\{\{SWE\d+\}\}/g
const unseen = /[\u00AD\u061C\u180E\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|(?![\u180B-\u180F])\p{VS}/gu

/** The words of a text. */
export const wordsIn = (text: string): ReadonlyArray<string> => {
  const readable = text
    .replace(vendorMark, " ")
    .replace(/[0-9#*][\uFE0E\uFE0F]?\u20E3/g, " ")
    .replace(unseen, "")
    .normalize("NFC")
    .replace(/(?<=\p{Script=Hebrew}\p{M}*)"(?=\p{Script=Hebrew})/gu, "״")
    .replace(/[‘’ʻʼ＇´`׳]/g, "'")
  const word =
    /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|(?<=\p{M})\u200D|['·״](?=\p{L})|[\u200C\u200D]+(?=[\p{L}\p{N}\p{M}]))*/gu
  return lower(readable).match(word) ?? []
}

const address = /(?:https?:\/\/|(?<!\w)www\.)[^\s\p{Z}]+/giu

/** Rows of `words`. */
export const words = (messages: ReadonlyArray<Message>, scope: Scope = everything) => {
  const found = textsIn(messages, scope).flatMap(({ message, text }) =>
    wordsIn(text.replace(address, " ")).map((word) => ({ word, message }))
  )
  return [...groupBy(found, ({ word }) => word)].map(([word, group]) => ({
    word,
    uses: group.length,
    messages: new Set(group.map(({ message }) => message)).size,
    senders: countDistinct(group.map(({ message }) => senderKey(message)))
  }))
}

const emoji =
  /\p{RI}\p{RI}|[0-9#*][\uFE0E\uFE0F]?\u20E3|(?:(?!\p{EMod})(?=[\u231A-\u{1FAFF}])(?=\p{Emoji})\p{ExtPict}\p{EMod}?[\uFE0E\uFE0F]?|(?=\p{Emoji})\p{ExtPict}\uFE0F)(?:[\u{E0020}-\u{E007F}]+|(?:\u200D\p{ExtPict}\p{EMod}?[\uFE0E\uFE0F]?)*)/gu

/** The emoji of a text, in their base form. */
export const emojiIn = (text: string): ReadonlyArray<string> =>
  (text.match(emoji) ?? []).flatMap((found) => emojiBaseOf(found) ?? [])

/** Rows of `emoji_in_text`. */
export const emojiInText = (messages: ReadonlyArray<Message>, scope: Scope = everything) => {
  const found = textsIn(messages, scope).flatMap(({ message, text }) =>
    emojiIn(text).map((base) => ({ base, message }))
  )
  return [...groupBy(found, ({ base }) => base)].map(([emoji_base, group]) => ({
    emoji_base,
    uses: group.length,
    messages: new Set(group.map(({ message }) => message)).size,
    senders: countDistinct(group.map(({ message }) => senderKey(message))),
    chats: countDistinct(group.map(({ message: { row } }) => keyOf(row.instance_id, row.chat_id)))
  }))
}
