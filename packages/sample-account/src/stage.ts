// Performs a scene of a script in a chat, message by message, on the timeline.
//
// A line follows the one before after some seconds of typing, a reply of the shop
// after some minutes. Returns the end of the scene, so that another one can follow.
// Gotcha: quotes and reactions only count messages of the same scene.

import * as bodies from "./bodies.ts"
import { minute } from "./calendar.ts"
import type { Chat } from "./people.ts"
import { castVote, castVotes, changeablePoll, optionsOf, poll } from "./polls.ts"
import type { Random } from "./random.ts"
import { react } from "./reactions.ts"
import { type Author, answering, type Body, isOwn, type Posted } from "./record.ts"
import { type Line, type Scene, type Slots, spoken } from "./script.ts"
import type { Timeline } from "./timeline.ts"

/** The chat, the speakers and the slots of a scene. */
export type Performance = {
  readonly timeline: Timeline
  readonly chat: Chat
  /** The author for a word of the script, possibly chosen by the language of the text. */
  readonly cast: (who: string, text: string) => Author
  /** True if a choice of words suits the speaker. */
  readonly suits: (who: string, choice: string) => boolean
  readonly slots: Slots
  readonly random: Random
}

type Compose = (text: string, parts: ReadonlyArray<string>, performance: Performance) => Body

const ordinaryText: Compose = (text, _, { random }) =>
  random.chance(0.12) ? bodies.extendedText(text) : bodies.plainText(text)

const fileOf =
  (kind: bodies.FileKind, score = 0): Compose =>
  (text, _, { chat, random }) =>
    bodies.file(kind, text, chat.instance, random, score)

const compose: Readonly<Record<string, Compose>> = {
  text: ordinaryText,
  link: (_, [text = "", title = "", description = ""], { random }) =>
    bodies.link(text, title, description, random),
  ad: (_, [text = "", title = "", slogan = ""], { random }) =>
    bodies.advertisement(text, title, slogan, random),
  fwd: (text, _, { random }) => bodies.forwardedText(text, random.between(1, 6)),
  photo: fileOf("photo"),
  fwdphoto: fileOf("photo", 3),
  video: fileOf("video"),
  fwdvideo: fileOf("video", 5),
  gif: fileOf("gif"),
  note: fileOf("note"),
  voice: fileOf("voice"),
  sticker: fileOf("sticker"),
  doc: (_, [name = "", caption = ""], { chat, random }) =>
    bodies.namedDocument(name, caption, chat.instance, random),
  place: (_, [coordinates = "", name = "", address = ""]) => bodies.place(coordinates, name, address),
  contact: (_, parts) => bodies.contacts(parts),
  poll: (_, [name = "", ...options], { chat }) =>
    chat.instance.messenger === "max" ? changeablePoll(name, options) : poll(name, options, false),
  polls: (_, [name = "", ...options]) => poll(name, options, true)
}

/** What a line can do, by the word after its speaker. */
export const verbs: ReadonlySet<string> = new Set([
  ...Object.keys(compose),
  ...["edit", "remove", "react", "unreact", "vote"]
])

/* Typing takes time, and the shop also serves other customers. */
const pauseBefore = (text: string, author: Author, previous: Author | undefined, random: Random): number => {
  if (author === "api") return random.between(1, 5)
  const typing = 3 + Math.min(90, Math.floor(text.length * (0.12 + random.next() * 0.2)))
  if (author === previous) return typing
  const thinking = Math.floor(random.next() ** 2 * (isOwn(author) ? 5 : 2.5) * minute)
  return typing + thinking
}

type Said = { readonly posted: Posted; readonly line: Line }

const back = (said: ReadonlyArray<Said>, count: number, { text }: Line): Posted => {
  const target = said.at(-count)
  if (target === undefined) throw new RangeError(`nothing was said ${count} messages before: ${text}`)
  return target.posted
}

/** Performs a scene from a time (UNIX seconds) on, and returns its end. */
export const perform = (scene: Scene, from: number, performance: Performance): number => {
  const { timeline, chat, cast, suits, slots, random } = performance
  const said: Array<Said> = []
  let at = from
  let previous: Author | undefined
  for (const step of scene.steps) {
    if ("pause" in step) {
      at += Math.floor(step.pause * (0.8 + random.next() * 0.4))
      continue
    }
    const text = spoken(step.text, slots, random, (choice) => suits(step.who, choice))
    const author = cast(step.who, text)
    at += pauseBefore(text, author, previous, random)
    previous = author
    const own = said.filter(({ posted }) => posted.author === author)
    const foreign = said.filter(({ posted }) => posted.author !== author)
    const polls = said.filter(({ posted }) => posted.body.typeMessage === "pollMessage")
    switch (step.verb) {
      case "edit":
        timeline.edit(back(own, 1, step), at, text)
        break
      case "remove":
        timeline.remove(back(own, 1, step), at)
        break
      case "react":
        react(timeline, back(foreign, step.quoting || 1, step), author, at, text)
        break
      case "unreact":
        react(timeline, back(foreign, step.quoting || 1, step), author, at, "")
        break
      case "vote": {
        const poll = back(polls, 1, step)
        castVote(
          timeline,
          poll,
          author,
          at,
          optionsOf(poll).filter((option) => text.split(" | ").includes(option))
        )
        break
      }
      default: {
        const making = compose[step.verb]
        if (making === undefined) throw new SyntaxError(`no such verb in a script: ${step.verb}`)
        const made = making(text, text.split(" | "), performance)
        const body = step.quoting === 0 ? made : answering(made, back(said, step.quoting, step))
        const posted = timeline.post({ chat, author, at, body })
        said.push({ posted, line: step })
      }
    }
  }
  // MAX shows no votes.
  if (chat.instance.messenger === "max") return at
  for (const { posted } of said)
    if (posted.body.typeMessage === "pollMessage") voteAlong(posted, scene, performance)
  return at
}

/* Adds votes of those who do not vote in the script. */
const voteAlong = (poll: Posted, scene: Scene, { timeline, chat, cast, random }: Performance): void => {
  const scripted = scene.steps.flatMap((step) =>
    "verb" in step && step.verb === "vote" ? [cast(step.who, step.text)] : []
  )
  const free = chat.members.filter((member) => member !== poll.author && !scripted.includes(member))
  const turnout = Math.ceil(free.length * (0.5 + random.next() * 0.4))
  castVotes(timeline, poll, random.sample(free, turnout), random)
}
