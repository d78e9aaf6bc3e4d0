// The shop: customers who order, partners who deliver, a newsletter on Fridays.
//
// Regular customers write more often than others; nobody has two conversations on one day, or repeats a
// conversation before having had all others in their language.

import { link } from "./bodies.ts"
import { day, days, isWeekend, momentIn, secondsAt } from "./calendar.ts"
import accountant from "./conversations/accountant.json" with { type: "json" }
import advertised from "./conversations/advertised.json" with { type: "json" }
import courier from "./conversations/courier.json" with { type: "json" }
import englishOrders from "./conversations/english-orders.json" with { type: "json" }
import hiddenNumber from "./conversations/hidden-number.json" with { type: "json" }
import kazakhOrders from "./conversations/kazakh-orders.json" with { type: "json" }
import russianOrders from "./conversations/russian-orders.json" with { type: "json" }
import supplier from "./conversations/supplier.json" with { type: "json" }
import turkishOrders from "./conversations/turkish-orders.json" with { type: "json" }
import { type Customer, customers, hiddenCustomer, newcomers, partners } from "./customers.ts"
import { orderSlots } from "./goods.ts"
import { type Language, type Person, privateChat, shop } from "./people.ts"
import { type Random, randomFrom } from "./random.ts"
import type { Author } from "./record.ts"
import { type Conversation, type Scene, type Slots, scenesOf } from "./script.ts"
import { perform } from "./stage.ts"
import { statusesAfter } from "./statuses.ts"
import type { Timeline } from "./timeline.ts"

const orders: Readonly<Record<Language, ReadonlyArray<Scene>>> = {
  ru: scenesOf(russianOrders),
  en: scenesOf(englishOrders),
  kk: scenesOf([...kazakhOrders, ...russianOrders]),
  tr: scenesOf([...turkishOrders, ...englishOrders])
}

type Stage = {
  readonly timeline: Timeline
  readonly other: Person
  readonly slots: Slots
  readonly random: Random
}

const play = (scene: Scene, from: number, { timeline, other, slots, random }: Stage): void => {
  const cast = (who: string): Author => (who === "c" ? other : who === "bot" ? "api" : "phone")
  perform(scene, from, { timeline, chat: privateChat(shop, other), cast, suits: () => true, slots, random })
}

const playDated = (
  timeline: Timeline,
  script: ReadonlyArray<Conversation>,
  others: ReadonlyArray<Person>
): void => {
  for (const [index, scene] of scenesOf(script).entries()) {
    const other = others[index % others.length]
    if (other === undefined) throw new RangeError(`nobody plays the scene ${scene.when}`)
    const random = randomFrom(`shop ${other.id} ${scene.when}`)
    play(scene, secondsAt(scene.when), { timeline, other, slots: {}, random })
  }
}

const visitorsOf = (count: number, random: Random): ReadonlySet<Customer> => {
  const visitors = new Set<Customer>()
  while (visitors.size < count) {
    const visitor = customers[Math.floor(random.next() ** 1.6 * customers.length)]
    if (visitor !== undefined) visitors.add(visitor)
  }
  return visitors
}

type Visit = { readonly visitor: Customer; readonly scene: Scene; readonly from: number }

const visitsOn = (today: string, visits: Map<Customer, number>): ReadonlyArray<Visit> => {
  const random = randomFrom(`shop ${today}`)
  const visitors = visitorsOf((isWeekend(today) ? 4 : 5) + random.between(0, 2), random)
  return [...visitors]
    .map((visitor) => {
      const visit = visits.get(visitor) ?? customers.indexOf(visitor) * 5
      visits.set(visitor, visit + 1)
      const scenes = orders[visitor.person.language]
      const scene = scenes[visit % scenes.length]
      if (scene === undefined) throw new RangeError(`there is no scene for ${visitor.name}`)
      return { visitor, scene, from: momentIn(today, scene.when, random) }
    })
    .sort((a, b) => a.from - b.from)
}

const playOrders = (timeline: Timeline): void => {
  const visits = new Map<Customer, number>()
  let order = 481
  for (const today of days)
    for (const { visitor, scene, from } of visitsOn(today, visits)) {
      order += 1
      const other = visitor.person
      const random = randomFrom(`shop ${today} ${other.id}`)
      play(scene, from, { timeline, other, slots: orderSlots(visitor, today, order, random), random })
    }
}

const news: ReadonlyArray<readonly [string, string]> = [
  ["Новая глазурь «Иней» уже на полке, первые 20 кружек", "New “Hoarfrost” glaze, the first 20 mugs are out"],
  ["Мастер-классы на февраль открыты, мест немного", "February workshops are open, seats are few"],
  ["-15% на чайники до воскресенья", "-15% on teapots until Sunday"],
  ["14 февраля уже близко: пары пиал с гравировкой", "14 February is close: engraved pairs of bowls"]
]

/* The API sends one message every 25 seconds, so the last ones stay pending for a while. */
const playNewsletter = (timeline: Timeline): void => {
  for (const [week, [russian, english]] of news.entries()) {
    const random = randomFrom(`newsletter ${week}`)
    const at = secondsAt("01-09 19:52") + week * 7 * day
    for (const [index, { person: other }] of customers.entries()) {
      const isRussian = other.language === "ru" || other.language === "kk"
      const address = `https://clay.example/news/${week + 1}`
      const text = `${isRussian ? russian : english} ${address}`
      const title = isRussian ? "Глина и чай" : "Clay & Tea"
      const statuses = statusesAfter("api", at + 25 * (index + 1), random)
      const body = link(text, title, isRussian ? "Мастерская и лавка" : "Workshop and shop", random)
      timeline.post({ chat: privateChat(shop, other), author: "api", at: at + index, body, statuses })
    }
  }
}

/** Adds the four weeks of the shop to the timeline. */
export const playShop = (timeline: Timeline): void => {
  playOrders(timeline)
  playDated(timeline, supplier, [partners.supplier])
  playDated(timeline, courier, [partners.courier])
  playDated(timeline, accountant, [partners.accountant])
  playDated(timeline, advertised, newcomers)
  playDated(timeline, hiddenNumber, [hiddenCustomer])
  playNewsletter(timeline)
}
