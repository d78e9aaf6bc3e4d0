// The workshop: an instance on MAX, with one group. Ids are digits, the group's is negative; all people are fictional.
//
// MAX has the types of chats and senders, hides phone numbers, and shows no votes of a poll.
import { secondsAt } from "./calendar.ts"
import scenes from "./conversations/workshop.json" with { type: "json" }
import type { Chat, Instance, Person } from "./people.ts"
import { randomFrom } from "./random.ts"
import { scenesOf } from "./script.ts"
import { perform } from "./stage.ts"
import type { Timeline } from "./timeline.ts"

export const workshop: Instance = {
  idInstance: "3103000003",
  name: "workshop",
  ownId: "40000099",
  owner: "Мастерская",
  messenger: "max"
}

const potter = (number: number, senderName: string, senderContactName: string): Person => ({
  id: `400000${String(number).padStart(2, "0")}`,
  senderName,
  senderContactName,
  language: "ru",
  tone: ""
})

const potters: Readonly<Record<string, Person>> = {
  polina: potter(1, "Полина", "Полина, печь"),
  roma: potter(2, "Рома", "Рома гончар"),
  alla: potter(3, "Алла Юрьевна", ""),
  zhenya: potter(4, "Женя 🌿", "Женя")
}

export const potteryPeople: ReadonlyArray<Person> = Object.values(potters)

/** The group; it has another name until the 22nd. */
export const pottery: Chat = {
  id: "-70000000000001",
  name: "Мастерская «Глина» 🏺",
  instance: workshop,
  members: potteryPeople
}

export const formerPotteryName = "Глина и чай, мастерская"

/** Adds the weeks of the workshop to the timeline. */
export const playWorkshop = (timeline: Timeline): void => {
  for (const scene of scenesOf(scenes))
    perform(scene, secondsAt(scene.when), {
      timeline,
      chat: pottery,
      cast: (who) => {
        if (who === "me") return "phone"
        if (who === "bot") return "api"
        const known = potters[who]
        if (known === undefined) throw new RangeError(`nobody in the workshop is called ${who}`)
        return known
      },
      suits: () => true,
      slots: {},
      random: randomFrom(`${pottery.id} ${scene.when}`)
    })
}
