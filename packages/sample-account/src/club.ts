// The club: three groups with four weeks of conversations, and small talk in between.
//
// Scripted scenes happen on their day; small talk happens at random times, more of it at weekends.
// A line of small talk is spoken by someone who speaks its language.
import { days, isWeekend, momentIn, secondsAt } from "./calendar.ts"
import bookClubScenes from "./conversations/book-club.json" with { type: "json" }
import bookClubSmallTalk from "./conversations/book-club-small-talk.json" with { type: "json" }
import footballScenes from "./conversations/football.json" with { type: "json" }
import footballSmallTalk from "./conversations/football-small-talk.json" with { type: "json" }
import neighboursHouse from "./conversations/neighbours-house.json" with { type: "json" }
import neighboursSmallTalk from "./conversations/neighbours-small-talk.json" with { type: "json" }
import neighboursYard from "./conversations/neighbours-yard.json" with { type: "json" }
import {
  acquaintance,
  bookClub,
  type Chat,
  football,
  type Language,
  neighbours,
  type Person
} from "./people.ts"
import { type Random, randomFrom } from "./random.ts"
import { type Scene, scenesOf } from "./script.ts"
import { type Performance, perform } from "./stage.ts"
import type { Timeline } from "./timeline.ts"

type Group = {
  readonly chat: Chat
  readonly scenes: ReadonlyArray<Scene>
  readonly smallTalk: ReadonlyArray<Scene>
  /** Number of chats per day, on working days and at weekends. */
  readonly talks: readonly [number, number]
}

const groups: ReadonlyArray<Group> = [
  {
    chat: neighbours,
    scenes: scenesOf([...neighboursHouse, ...neighboursYard]),
    smallTalk: scenesOf(neighboursSmallTalk),
    talks: [2, 3]
  },
  {
    chat: football,
    scenes: scenesOf(footballScenes),
    smallTalk: scenesOf(footballSmallTalk),
    talks: [2, 1]
  },
  {
    chat: bookClub,
    scenes: scenesOf(bookClubScenes),
    smallTalk: scenesOf(bookClubSmallTalk),
    talks: [1, 2]
  }
]

const languagesOf = (text: string): ReadonlyArray<Language> => {
  if (/[ұқңғүәөі]/i.test(text)) return ["kk"]
  if (/[ışğç]|ben de|yeni|sessiz/i.test(text)) return ["tr"]
  if (/[а-яё]/i.test(text)) return ["ru", "kk"]
  return /[a-z]{2}/i.test(text) ? ["en", "tr"] : ["ru", "kk", "en", "tr"]
}

type Cast = Pick<Performance, "cast" | "suits">

/* The authors for the words of a group's script: names, `me`, `bot`, or letters for anybody. */
const castOf = (chat: Chat, random: Random): Cast => {
  const letters = new Map<string, Person>()
  return {
    suits: (who, choice) => {
      const speaker = letters.get(who)
      return speaker === undefined || languagesOf(choice).includes(speaker.language)
    },
    cast: (who, text) => {
      if (who === "me") return "phone"
      if (who === "bot") return "api"
      const known = acquaintance(who) ?? letters.get(who)
      if (known !== undefined) return known
      const taken = new Set(letters.values())
      const free = chat.members.filter((member) => !taken.has(member))
      const languages = languagesOf(text)
      const fluent = free.filter(({ language }) => languages.includes(language))
      const chosen = random.pick(fluent.length === 0 ? free : fluent)
      letters.set(who, chosen)
      return chosen
    }
  }
}

/** Adds the four weeks of the club to the timeline. */
export const playClub = (timeline: Timeline): void => {
  for (const { chat, scenes, smallTalk, talks } of groups) {
    const play = (scene: Scene, from: number, random: Random): void => {
      perform(scene, from, { timeline, chat, ...castOf(chat, random), slots: {}, random })
    }
    for (const scene of scenes) play(scene, secondsAt(scene.when), randomFrom(`${chat.id} ${scene.when}`))
    const order = randomFrom(`${chat.id} small talk`)
    let waiting: Array<Scene> = []
    for (const localDay of days) {
      const count = talks[isWeekend(localDay) ? 1 : 0] + order.between(0, 1)
      for (let talk = 0; talk < count; talk++) {
        if (waiting.length === 0) waiting = [...order.sample(smallTalk)]
        const scene = waiting.pop()
        if (scene === undefined) break
        const random = randomFrom(`${chat.id} ${localDay} ${talk}`)
        play(scene, momentIn(localDay, scene.when, random), random)
      }
    }
  }
}
