// The goods of the shop «Глина и чай», and the slots of its scenes.
//
// An order draws its goods, number, sum, address and days once, so that a whole conversation is consistent; a
// customer has one address.
// Order numbers and tracking numbers begin with zeros, as article numbers often do.
import { days } from "./calendar.ts"
import type { Customer } from "./customers.ts"
import type { Language } from "./people.ts"
import { type Random, randomFrom } from "./random.ts"
import type { Slots } from "./script.ts"

type Article = {
  readonly item: string
  /** As the object of a sentence: «беру кружку». */
  readonly acc: string
  readonly english: string
  readonly price: number
}

const article = (item: string, acc: string, english: string, price: number): Article => ({
  item,
  acc,
  english,
  price
})

const articles: ReadonlyArray<Article> = [
  article("кружка «Туман»", "кружку «Туман»", "“Mist” mug", 1450),
  article("кружка «Север»", "кружку «Север»", "“North” mug", 1600),
  article("пиала «Лист»", "пиалу «Лист»", "“Leaf” tea bowl", 980),
  article("пара пиал «Рыбки»", "пару пиал «Рыбки»", "pair of “Little Fish” bowls", 1890),
  article("гайвань «Снег»", "гайвань «Снег»", "“Snow” gaiwan", 2350),
  article("чайник «Графит» 600 мл", "чайник «Графит» 600 мл", "graphite teapot, 600 ml", 4200),
  article("тарелка «Вереск»", "тарелку «Вереск»", "“Heather” plate", 1750),
  article("подсвечник «Дом»", "подсвечник «Дом»", "“Little House” candle holder", 1350),
  article("ваза «Капля»", "вазу «Капля»", "“Drop” vase", 3100),
  article("сахарница «Облако»", "сахарницу «Облако»", "“Cloud” sugar bowl", 2080)
]

const addresses: Readonly<Record<Language, ReadonlyArray<string>>> = {
  ru: [
    "ул. Садовая, 14, кв. 37",
    "Набережная, 5, подъезд 2, код 0451",
    "пр. Мира, 101, кв. 8",
    "Каретный пер., 9"
  ],
  kk: ["ул. Абая, 22-15", "Достык, 7, 3 подъезд"],
  en: ["Lipovaya 12, flat 22", "14 Mill Lane, Leeds", "Goncharnaya 3, apt 009"],
  tr: ["Atatürk Cad. 41, daire 6", "Liman Sok. 12, kat 2"]
}

const weekdays = [
  ["в понедельник", "on Monday"],
  ["во вторник", "on Tuesday"],
  ["в среду", "on Wednesday"],
  ["в четверг", "on Thursday"],
  ["в пятницу", "on Friday"],
  ["в субботу", "on Saturday"],
  ["в воскресенье", "on Sunday"]
]

/* In the shop's format: `12 450`. */
const rubles = (sum: number): string => String(sum).replace(/\B(?=(\d{3})+$)/g, " ")

/** Slots of one conversation about an order; `today` is `mm-dd`, `order` counts orders. */
export const orderSlots = (customer: Customer, today: string, order: number, random: Random): Slots => {
  const { person, name, feminine } = customer
  const { item, acc, english, price } = random.pick(articles)
  const count = random.pick([1, 1, 2, 2, 3, 4, 6])
  const [weekday = "", weekdayEnglish = ""] = weekdays[(days.indexOf(today) + random.between(1, 2)) % 7] ?? []
  return {
    item,
    Item: item.charAt(0).toUpperCase() + item.slice(1),
    acc,
    english,
    price: rubles(price),
    n: String(count),
    sum: rubles(price * count + random.pick([0, 0, 300, 350])),
    abroad: rubles(price + 1200),
    order: String(order).padStart(6, "0"),
    track: String(random.between(10_000_000, 99_999_999)),
    address: randomFrom(person.id).pick(addresses[person.language]),
    day: weekday,
    dayen: weekdayEnglish,
    time: random.pick(["11:00", "12:30", "15:00", "18:30", "19:00"]),
    name,
    a: feminine ? "а" : ""
  }
}
