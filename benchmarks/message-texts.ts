// Texts, thumbnails and polls for generated messages, prepared once so that a message only joins them.
//
// Everything is text within a JSON string: escaped already, without quotes around. Sentences are put together
// from parts in Russian and English; no two long texts are likely to be the same.
// Thumbnails are slices of 12 MB of random bytes: packing them gains little, as with real JPEG files.
import type { Random } from "../packages/sample-account/dist/index.js"

/** Text as it is between the quotes of a JSON string. */
export const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

const short = [
  ..."Ок|Да|Нет|Спасибо!|👍|Хорошо|Понял|Буду|Сейчас|Ага|Конечно|Привет|Доброе утро ☀️|😂😂😂|Уже еду|Позвоню".split(
    "|"
  ),
  ..."OK|Yes|No|Thanks!|Sure|On my way|Hi|Good morning|Great 🎉|Done ✅|Later|Why not?|See you|❤️|lol|🤔".split(
    "|"
  )
]

const whoRu = "Мы|Они|Соседи|Коллеги|Дети|Мастера|Курьеры|Врачи|Ребята из второй смены|Родители".split("|")
const doesRu = "привезли|забрали|посмотрели|ждут|нашли|обещали|проверили|оплатили|забыли|заказали".split("|")
const whatRu =
  "документы|новый график|билеты на поезд|ключи от склада|счёт за январь|посылку с книгами|ответ из банка|фото с праздника|чертёж кухни|лекарства".split(
    "|"
  )
const whenRu =
  "вчера вечером|сегодня к 18:00|ещё на прошлой неделе|после обеда|в понедельник утром|до конца месяца|в 9:30|через час".split(
    "|"
  )
const whoEn = "We|They|The neighbours|My colleagues|The kids|The plumbers|The doctors|Her parents".split("|")
const doesEn = "brought|picked up|looked at|are waiting for|found|promised|checked|paid for|forgot".split("|")
const whatEn =
  "the papers|the new schedule|the train tickets|the storage keys|the January invoice|a parcel of books|the photos".split(
    "|"
  )
const whenEn =
  "last night|today by 6 pm|last week already|after lunch|on Monday morning|at 9:30|in an hour".split("|")
const tails = [
  "",
  "",
  "",
  ".",
  "!",
  "?",
  " 🙂",
  " 😅",
  " 🙏🏻",
  " 👍",
  "…",
  " (=A1+B1)",
  " «срочно»",
  " -10%"
]

const sentencesOf = (
  who: ReadonlyArray<string>,
  does: ReadonlyArray<string>,
  what: ReadonlyArray<string>,
  when: ReadonlyArray<string>
): ReadonlyArray<string> =>
  who.flatMap((one) =>
    does.flatMap((verb) =>
      what.flatMap((thing) => when.map((time) => inJson(`${one} ${verb} ${thing} ${time}`)))
    )
  )

const sentences = [
  ...sentencesOf(whoRu, doesRu, whatRu, whenRu),
  ...sentencesOf(whoEn, doesEn, whatEn, whenEn)
]
const separators = [". ", ". ", ", ", " — ", "\\n", "; "]

/** A text of a few characters up to some hundred, most of them one or two sentences. */
export const textOf = (random: Random): string => {
  const length = random.next()
  if (length < 0.3) return random.pick(short)
  let text = random.pick(sentences) + random.pick(tails)
  for (let more = length < 0.75 ? 0 : length < 0.95 ? 1 : random.between(2, 6); more > 0; more--)
    text += random.pick(separators) + random.pick(sentences) + random.pick(tails)
  return length > 0.97 ? `№ 00${random.between(1000, 9999)}: ${text}` : text
}

/** The name and options of a poll. */
export type PollText = {
  readonly name: string
  readonly options: ReadonlyArray<string>
  readonly multiple: boolean
}

const pollNames =
  "Когда встречаемся?|Where do we go?|Кто едет?|Who brings what?|Какой цвет?|Pizza or sushi?".split("|")
const pollOptions =
  "Суббота, 12:00|Воскресенье|Friday|Да 👍|Нет|Maybe|Синий|Зелёный|Pizza|Суши|Не могу|Either|18:00|21:00".split(
    "|"
  )

/** A poll with two to six options. */
export const pollTextOf = (random: Random): PollText => ({
  name: `${random.pick(pollNames)} ${random.between(1, 99)}`,
  options: [...new Set(Array.from({ length: random.between(2, 6) }, () => random.pick(pollOptions)))],
  multiple: random.chance(0.4)
})

/** The emoji people react with, the frequent ones several times. */
export const emojis: ReadonlyArray<string> = [
  ...["👍", "👍", "👍", "👍", "❤️", "❤️", "❤️", "😂", "😂", "😂", "👍🏻", "👍🏽", "👍🏿"],
  ...["🙏", "🙏🏻", "🔥", "😮", "😢", "🎉", "👏", "👏🏾", "❤", "💯"]
]

const thumbnailLength = 1200
const jpegHead = "/9j/4AAQSkZJRgABAQAAAQABAAD/"

/** Base64 of 1,200 characters that begins as a JPEG file does. */
export const thumbnailsOf = (random: Random): (() => string) => {
  const words = new Uint32Array(3_000_000)
  for (let index = 0; index < words.length; index++) words[index] = random.bits()
  const stock = Buffer.from(words.buffer).toString("base64")
  const rest = thumbnailLength - jpegHead.length
  return () => {
    const from = random.between(0, stock.length - rest - 5)
    return jpegHead + stock.slice(from, from + rest)
  }
}
