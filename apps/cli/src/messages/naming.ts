// What is said of rosters and files of names: what of them is read, what is left out, and whom the archive never saw.
import type { FlawCode } from "@chatledger/core"
import { number } from "./counts.ts"
import { forMessages } from "./language.ts"

const listed = (rows: ReadonlyArray<number>, count: number, more: (left: number) => string) =>
  rows.length < count ? `${rows.join(", ")} ${more(count - rows.length)}` : rows.join(", ")

const rowsEn = (rows: ReadonlyArray<number>, count: number) =>
  `${count === 1 ? "row" : "rows"} ${listed(rows, count, (left) => `and ${number(left)} more`)}`

const rowsRu = (rows: ReadonlyArray<number>, count: number) =>
  `${count === 1 ? "строка" : "строки"} ${listed(rows, count, (left) => `и ещё ${number(left)}`)}`

interface Place {
  readonly entry: number
  readonly line: number
}

const placesEn = (places: ReadonlyArray<Place>, count: number) =>
  places.map(({ entry, line }) => `entry ${entry} in line ${line}`).join(", ") +
  (places.length < count ? ` and ${number(count - places.length)} more` : "")

const placesRu = (places: ReadonlyArray<Place>, count: number) =>
  places.map(({ entry, line }) => `запись ${entry} в строке ${line}`).join(", ") +
  (places.length < count ? ` и ещё ${number(count - places.length)}` : "")

type OfFlaw = (path: string, places: ReadonlyArray<Place>, count: number) => string

const flawsEn: Readonly<Record<FlawCode, OfFlaw>> = {
  html: (path) =>
    `${path}: this is a page (HTML), not a reply of the service, and nothing is taken from it: check apiUrl, idInstance and token, ask again, and save the reply`,
  empty: (path) =>
    `${path}: the reply is empty: the service has no list yet; ask again in a few minutes, and save the reply`,
  cut: (path, places, count) =>
    `${path}: the reply is cut off (${placesEn(places, count)}): what is whole in it counts; ask again, and save the whole reply`,
  not_json: (path, places, count) =>
    `${path}: no JSON, left out (${placesEn(places, count)}): all else in it counts; save the reply as it came`,
  not_object: (path, places, count) =>
    `${path}: not an object with an id, left out (${placesEn(places, count)}): all else in it counts; give a reply of getContacts, getChats or getGroupData`,
  no_id: (path, places, count) =>
    `${path}: no id that somebody can have (id, chatId, groupId), left out (${placesEn(places, count)}): all else in it counts; ask again later if somebody is missing`,
  unnamed_group: (path, places, count) =>
    `${path}: groups without a name: ${number(count)} (${placesEn(places, count)}); they keep the name that other files tell; getGroupData may know it`
}

const flawsRu: typeof flawsEn = {
  html: (path) =>
    `${path}: это страница (HTML), а не ответ сервиса, и из неё ничего не взято: проверьте apiUrl, idInstance и токен, повторите запрос и сохраните ответ`,
  empty: (path) =>
    `${path}: ответ пуст, списка у сервиса пока нет: повторите запрос через несколько минут и сохраните ответ`,
  cut: (path, places, count) =>
    `${path}: ответ оборван (${placesRu(places, count)}): взято то, что в нём цело; повторите запрос и сохраните ответ целиком`,
  not_json: (path, places, count) =>
    `${path}: не JSON, пропущено (${placesRu(places, count)}): остальное взято; сохраните ответ таким, каким он пришёл`,
  not_object: (path, places, count) =>
    `${path}: не объект с id, пропущено (${placesRu(places, count)}): остальное взято; нужен ответ getContacts, getChats или getGroupData`,
  no_id: (path, places, count) =>
    `${path}: нет id, который может кому-то принадлежать (id, chatId, groupId), пропущено (${placesRu(places, count)}): остальное взято; если кого-то не хватает, повторите запрос позже`,
  unnamed_group: (path, places, count) =>
    `${path}: группы без названия: ${number(count)} (${placesRu(places, count)}); за ними остаются названия из других файлов; может знать getGroupData`
}

const en = {
  flaws: flawsEn,
  unseenReply: (path: string) =>
    `${path}: nobody whom this reply names was ever seen in this archive: it may be of another instance`,
  sheetRead: (path: string, sheet: string) => `${path}: the sheet "${sheet}" is read`,
  sheetsRead: (path: string, sheets: string) => `${path}: names are read from these sheets: ${sheets}`,
  groupsLeftOut: (path: string, rows: ReadonlyArray<number>, count: number) =>
    `${path}: groups are no people and are left out (${rowsEn(rows, count)})`,
  withoutNumber: (path: string, rows: ReadonlyArray<number>, count: number) =>
    `${path}: left out for want of a phone number with its country code: ${number(count)} (${rowsEn(rows, count)})`,
  unseenPeople: (path: string, rows: ReadonlyArray<number>, count: number, of: number) =>
    `${path}: ${number(count)} of ${number(of)} people were never seen in this archive (${rowsEn(rows, count)})`,
  unseenNames: (path: string, rows: ReadonlyArray<number>, count: number, of: number) =>
    `${path}: ${number(count)} of ${number(of)} rows name somebody never seen in this archive (${rowsEn(rows, count)})`
}

const ru: typeof en = {
  flaws: flawsRu,
  unseenReply: (path) =>
    `${path}: никто из этого ответа в этом архиве не встречался: возможно, он другого инстанса`,
  sheetRead: (path, sheet) => `${path}: читается лист «${sheet}»`,
  sheetsRead: (path, sheets) => `${path}: имена читаются с листов: ${sheets}`,
  groupsLeftOut: (path, rows, count) => `${path}: группы — не люди, они пропущены (${rowsRu(rows, count)})`,
  withoutNumber: (path, rows, count) =>
    `${path}: пропущено без номера телефона с кодом страны: ${number(count)} (${rowsRu(rows, count)})`,
  unseenPeople: (path, rows, count, of) =>
    `${path}: в этом архиве не встречались ${number(count)} из ${number(of)} (${rowsRu(rows, count)})`,
  unseenNames: (path, rows, count, of) =>
    `${path}: имена тех, кто в этом архиве не встречался: ${number(count)} из ${number(of)} (${rowsRu(rows, count)})`
}

export const namingWords = forMessages({ en, ru })
