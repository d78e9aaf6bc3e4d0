// Reactions: emoji on other people's messages.
//
// Members of groups react to the content: laughter to jokes, hearts to photos, thumbs to plans, with
// their own skin tones. Some people change their reaction, some remove it (an empty text).
// Gotcha: a reaction has only the id and author of its target, none of its text.
import { hour, minute, whenAwake } from "./calendar.ts"
import type { Random } from "./random.ts"
import { type Author, authorId, type Body, isOwn, type Posted, textOf } from "./record.ts"
import { isContent, type Timeline } from "./timeline.ts"

const reaction = (target: Posted, emoji: string): Body => ({
  typeMessage: "reactionMessage",
  extendedTextMessageData: { text: emoji },
  quotedMessage: { stanzaId: target.idMessage, participant: authorId(target) }
})

const hands = new Set(["👍", "👏", "🙏", "💪", "🙌", "👌"])

/** The emoji in the author's skin tone, if there is one. */
const inTone = (emoji: string, author: Author): string =>
  hands.has(emoji) && !isOwn(author) ? emoji + author.tone : emoji

/** Posts a reaction; an empty emoji removes the author's reaction. */
export const react = (
  timeline: Timeline,
  target: Posted,
  author: Author,
  at: number,
  emoji: string
): void => {
  const body = reaction(target, inTone(emoji, author))
  timeline.post({ chat: target.chat, author, at, body })
}

type Mood = { readonly when: RegExp; readonly emojis: ReadonlyArray<string>; readonly share: number }

const picture: Mood = { when: /^/, emojis: ["😍", "❤️", "🔥", "👍", "😮", "❤"], share: 0.45 }

const moods: ReadonlyArray<Mood> = [
  { when: /😂|🤣|😅|😄|шут|joke|haha|анекдот/i, emojis: ["😂", "🤣", "😂", "😄"], share: 0.45 },
  { when: /спасибо|благодар|thank|рахмет|teşekkür/i, emojis: ["🙏", "👍", "❤️"], share: 0.35 },
  {
    when: /поздрав|с рождеством|happy|ура|🎉|congrat|победа|won/i,
    emojis: ["🎉", "👏", "❤️", "🙌"],
    share: 0.45
  },
  { when: /😢|жаль|болит|sorry|отключ|сломал|hurt|injur/i, emojis: ["😢", "🙏", "😱"], share: 0.3 },
  { when: /гол|goal|⚽|💪/i, emojis: ["💪", "🔥", "👏", "⚽"], share: 0.4 },
  {
    when: /\d\d[:.]\d\d|встреча|собрани|meeting|thursday|четверг/i,
    emojis: ["👍", "👌", "✅", "👍"],
    share: 0.25
  }
]

const otherwise: Mood = { when: /^/, emojis: ["👍", "❤️", "😂", "👌", "🤔"], share: 0.05 }

const moodOf = ({ body }: Posted): Mood => {
  if (body.typeMessage === "imageMessage" || body.typeMessage === "videoMessage") return picture
  return moods.find(({ when }) => when.test(textOf(body))) ?? otherwise
}

/** Adds reactions of group members, including the account's owner, to posted messages. */
export const sprinkleReactions = (timeline: Timeline, random: Random): void => {
  for (const target of timeline.posted.filter((posted) => isContent(posted))) {
    const { emojis, share } = moodOf(target)
    const others: ReadonlyArray<Author> = [
      ...target.chat.members.filter((member) => member !== target.author),
      ...(isOwn(target.author) ? [] : (["phone"] as const))
    ]
    if (others.length < 2 || !random.chance(share)) continue
    for (const author of random.sample(others, Math.ceil(random.next() ** 2 * 4))) {
      const wait = Math.floor(5 + random.next() ** 3 * 2 * hour)
      const at = whenAwake(target.at + wait)
      react(timeline, target, author, at, random.pick(emojis))
      if (random.chance(0.08))
        react(timeline, target, author, at + random.between(4, 90), random.pick(emojis))
      if (random.chance(0.04)) react(timeline, target, author, at + random.between(2, 40) * minute, "")
    }
  }
}
