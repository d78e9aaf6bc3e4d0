// Meanings of the headings of a table of people: English, Russian, and the exports of address books and WhatsApp.

export type Meaning =
  | "id"
  | "name"
  | "given"
  | "surname"
  | "publicName"
  | "company"
  | "group"
  | "alias"
  | "instance"
  | "label"

/** What the file is for: a roster lists people, a names file names chats and people. */
export type Purpose = "roster" | "names"

const anyOf = (...patterns: ReadonlyArray<string>) => new RegExp(`^(?:${patterns.join("|")})$`)

const common: Readonly<Record<Meaning, RegExp>> = {
  id: anyOf(
    "(?:(?:chat|whats ?app|sender|user|person|w) ?)?id",
    "wid|jid|lid|whats ?app",
    "(?:(?:mobile|cell|primary|business|company main|home|work|other|car|contact|whats ?app) )?(?:(?:phone|tel|mobile|cell)(?: (?:number|no|num))?|telephone(?: number)?|number|cell ?phone|mobile ?phone)(?: whats ?app)?(?: \\d)?",
    "phone \\d+ value",
    "ид|айди|идентификатор|id телефона|id человека",
    "(?:(?:мобильный|сотовый|основной|рабочий|домашний|другой|контактный|личный|моб|сот|раб|дом) )?(?:телефон|тел|номер)(?: переносной)?(?: (?:whats ?app|ватсап|вотсап))?(?: \\d)?",
    "номер (?:телефона|мобильного|сотового|whats ?app|ватсап|вотсап)(?: телефона)?|мобильный|сотовый|ватсап|вотсап",
    "(?:номер )?телефона? (?:мамы|папы|родителя|родителей|ученика|клиента|участника|сотрудника)"
  ),
  name: anyOf(
    "name|full ?name|display ?name|contact|contact name|saved name|file as",
    "имя|(?:фио|ф и о)(?: (?:ребенка|ученика|клиента|участника|сотрудника))?|имя фамилия|фамилия имя|фамилия имя отчество|имя и фамилия|участник|контакт"
  ),
  given: anyOf("(?:first|given|middle|additional|second) name", "отчество"),
  surname: anyOf("(?:last|family) name|surname", "фамилия"),
  publicName: anyOf("(?:public|push|notify|whats ?app) name"),
  company: anyOf("company|organi[sz]ation|organi[sz]ation(?: 1)? name", "организация|компания"),
  group: anyOf(
    "groups?|team|department|class|chat|chat ids|labels|group name|group id|group membership|categories",
    "группа|группы|команда|отдел|класс|чат|чаты|id чатов|название группы|подразделение|категории"
  ),
  alias: anyOf(
    "alias|aliases|nick|nickname|other ids?|other phone|second phone",
    "псевдоним|алиас|другое имя|ник|никнейм|прозвище|другой номер|другие номера|второй номер|другой id"
  ),
  instance: anyOf("instance|instance ?id|idinstance", "инстанс"),
  label: anyOf("phone \\d+ (?:label|type)")
}

const ofNames: Partial<Readonly<Record<Meaning, RegExp>>> = {
  id: anyOf(
    "(?:group|member|reactor|voter|author) ?id|chat",
    "id (?:чата|группы|отправителя|участника|реагирующего|голосующего|автора)|чат"
  ),
  name: anyOf(
    "(?:chat|group|sender|person|member|reactor|voter|author|sender display) ?name|title|subject",
    "название|(?:имя|название) (?:чата|группы)|отправитель"
  )
}

const meanings: ReadonlyArray<Meaning> = [
  "id",
  "name",
  "given",
  "surname",
  "publicName",
  "company",
  "group",
  "alias",
  "instance",
  "label"
]

/** A heading normalised: case, ё and punctuation do not matter. */
export const headingText = (heading: string): string =>
  heading
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** The meaning of a heading; undefined if it does not describe people. */
export const meaningOf = (heading: string, purpose: Purpose): Meaning | undefined => {
  const text = headingText(heading)
  const own = purpose === "names" ? meanings.find((meaning) => ofNames[meaning]?.test(text)) : undefined
  return own ?? meanings.find((meaning) => common[meaning].test(text))
}

/** Whether a heading or label is for personal numbers, such as mobiles, which people do not share. */
export const isMobile = (heading: string): boolean =>
  /mobile|cell|whats ?app|iphone|мобильн|переносной|сотов|ватсап|вотсап/.test(headingText(heading))

/** Whether a heading or label is for numbers that are not telephones. */
export const isFax = (heading: string): boolean => /fax|pager|факс|пейджер/.test(headingText(heading))

/** Whether a heading is for phone numbers only, so that its digits are not ids of MAX or Telegram. */
export const isTelephone = (heading: string): boolean =>
  /phone|tel|mobile|cell|number|whats ?app|телефон|номер|мобильн|сотов|ватсап|вотсап/.test(
    headingText(heading)
  )
