// The people of the generated account, its two instances on WhatsApp, and the three groups of the club.
//
// All people are fictional, also in `workshop.ts`, which has the third instance: all numbers are 7 900 000 00 xx. A person
// has a profile name (`senderName`) and, if the account's owner saved them, a name in the address book (`senderContactName`).
// Gotcha: a person with a `lid` has that id in poll votes, though the sender is the number.

export type Language = "ru" | "en" | "kk" | "tr"

export type Person = {
  readonly id: string
  readonly senderName: string
  readonly senderContactName: string
  readonly language: Language
  /** Skin tone of this person's emoji hands, "" for none. */
  readonly tone: string
  readonly lid?: string
}

export type Instance = {
  readonly idInstance: string
  readonly name: string
  readonly ownId: string
  /** Name of the person who uses it. */
  readonly owner: string
  /** Default: WhatsApp. */
  readonly messenger?: "max"
}

export type Chat = {
  readonly id: string
  readonly name: string
  readonly instance: Instance
  readonly members: ReadonlyArray<Person>
}

const idOf = (number: number): string => `790000000${String(number).padStart(2, "0")}@c.us`

/** A person with the number 7 900 000 00 xx. */
export const person = (
  number: number,
  language: Language,
  tone: string,
  senderName: string,
  senderContactName = "",
  lid?: string
): Person => ({
  id: idOf(number),
  senderName,
  senderContactName,
  language,
  tone,
  ...(lid === undefined ? {} : { lid })
})

/** The phone number of an id as people write it: `+7 900 000-00-31`. */
export const phoneOf = (id: string): string =>
  `+${id.replace(/^(\d)(\d{3})(\d{3})(\d{2})(\d{2})@.*$/, "$1 $2 $3-$4-$5")}`

export const shop: Instance = {
  idInstance: "1101000001",
  name: "shop",
  ownId: idOf(99),
  owner: "Глина и чай"
}
export const club: Instance = { idInstance: "1102000002", name: "club", ownId: idOf(98), owner: "Тимур" }

const acquaintances = {
  olga: person(1, "ru", "🏻", "Ольга Петровна", "Ольга Петровна, кв. 7"),
  sergey: person(2, "ru", "", "Сергей Викторович", "Сергей Викторович (старший)"),
  lena: person(3, "ru", "🏼", "Лена", "Лена, кв. 31"),
  marat: person(4, "ru", "🏽", "Марат", "Марат мастер"),
  aigul: person(5, "kk", "🏽", "Айгүл", "Айгуль, кв. 15"),
  dasha: person(6, "ru", "🏻", "Даша 🌸"),
  kostya: person(7, "ru", "", "Костя", "Костя"),
  irina: person(8, "ru", "🏻", "Ирина М.", "", "200000000000008@lid"),
  nina: person(9, "ru", "", "Нина Сергеевна", "Нина Сергеевна, 3 этаж"),
  viktor: person(10, "ru", "", "Виктор"),
  tom: person(11, "en", "🏻", "Tom Hadley", "Tom (flat 22)"),
  rustam: person(12, "ru", "🏽", "Рустам", "Рустам"),
  gulnara: person(13, "kk", "🏽", "Гүлнара", "Гульнара, кв. 40"),
  pavel: person(14, "ru", "🏼", "Pavel"),
  artem: person(15, "ru", "", "Артём 🚲", "Артём"),
  emre: person(16, "tr", "🏽", "Emre Yıldız", "Emre"),
  yerlan: person(17, "kk", "🏽", "Ерлан", "Ерлан вратарь"),
  dan: person(18, "en", "🏿", "Daniel Okoro", "Dan"),
  james: person(19, "en", "🏼", "James P", "James"),
  misha: person(20, "ru", "", "Миша", "Миша 9 номер"),
  igor: person(21, "ru", "🏼", "Igor S.", "", "200000000000021@lid"),
  nick: person(22, "en", "🏾", "Nick", "Nick defender"),
  sasha: person(23, "ru", "🏻", "Саша Белов", "Саша"),
  emma: person(24, "en", "🏼", "Emma Carter", "Emma"),
  kate: person(25, "en", "🏻", "Kate", "Kate books"),
  zeynep: person(26, "tr", "🏽", "Zeynep Kaya", "Zeynep"),
  hannah: person(27, "en", "🏿", "Hannah"),
  vera: person(28, "ru", "", "Вера", "Вера (библиотека)"),
  oleg: person(29, "ru", "🏼", "Олег Н.", "Олег", "200000000000029@lid"),
  maya: person(30, "en", "🏾", "Maya ✨", "Maya")
}

type Acquaintance = keyof typeof acquaintances

const isAcquaintance = (key: string): key is Acquaintance => Object.hasOwn(acquaintances, key)

/** The acquaintance with a name. */
export const member = (key: Acquaintance): Person => acquaintances[key]

/** The acquaintance with a name in a script; undefined for other words. */
export const acquaintance = (word: string): Person | undefined =>
  isAcquaintance(word) ? acquaintances[word] : undefined

const group = (number: number, name: string, keys: ReadonlyArray<Acquaintance>): Chat => ({
  id: `1203631000000001${String(number).padStart(2, "0")}@g.us`,
  name,
  instance: club,
  members: keys.map(member)
})

export const neighbours = group(1, "Соседи, Липовая 12 🏠", [
  ...(["olga", "sergey", "lena", "marat", "aigul", "dasha", "kostya", "irina"] as const),
  ...(["nina", "viktor", "tom", "rustam", "gulnara", "pavel", "artem"] as const)
])

export const football = group(2, "Thursday football ⚽", [
  ...(["kostya", "marat", "tom", "emre", "yerlan", "dan", "james"] as const),
  ...(["misha", "igor", "nick", "sasha", "rustam", "artem"] as const)
])

export const bookClub = group(3, "Book club / Книжный клуб 📚", [
  ...(["lena", "dasha", "emma", "kate", "zeynep", "hannah", "dan", "vera", "oleg", "maya"] as const)
])

/** Everyone in the groups of the club. */
export const clubPeople: ReadonlyArray<Person> = Object.values(acquaintances)

/** The chat of an instance with one person. */
export const privateChat = (instance: Instance, other: Person): Chat => ({
  id: other.id,
  name: other.senderContactName === "" ? other.senderName : other.senderContactName,
  instance,
  members: [other]
})
