// What is said of rosters and files of names: what of them is read, what is left out, and whom the archive never saw.
import type { FlawCode } from "@chatledger/core"
import { type Place, rowList } from "../places.ts"
import { number } from "./counts.ts"

const rowsOf = (rows: ReadonlyArray<number>, count: number) =>
  `${count === 1 ? "row" : "rows"} ${rowList(rows, count, (left) => `and ${number(left)} more`)}`

const placesOf = (places: ReadonlyArray<Place>, count: number) =>
  places.map(({ entry, line }) => `entry ${entry} in line ${line}`).join(", ") +
  (places.length < count ? ` and ${number(count - places.length)} more` : "")

const flaws: Readonly<
  Record<FlawCode, (path: string, places: ReadonlyArray<Place>, count: number) => string>
> = {
  html: (path) =>
    `${path}: this is a page (HTML), not a reply of the service, and nothing is taken from it: check apiUrl, idInstance and token, ask again, and save the reply`,
  empty: (path) =>
    `${path}: the reply is empty: the service has no list yet; ask again in a few minutes, and save the reply`,
  cut: (path, places, count) =>
    `${path}: the reply is cut off (${placesOf(places, count)}): what is whole in it counts; ask again, and save the whole reply`,
  not_json: (path, places, count) =>
    `${path}: no JSON, left out (${placesOf(places, count)}): all else in it counts; save the reply as it came`,
  not_object: (path, places, count) =>
    `${path}: not an object with an id, left out (${placesOf(places, count)}): all else in it counts; give a reply of getContacts, getChats or getGroupData`,
  no_id: (path, places, count) =>
    `${path}: no id that somebody can have (id, chatId, groupId), left out (${placesOf(places, count)}): all else in it counts; ask again later if somebody is missing`,
  unnamed_group: (path, places, count) =>
    `${path}: groups without a name: ${number(count)} (${placesOf(places, count)}); they keep the name that other files tell; getGroupData may know it`
}

export const naming = {
  flaws,
  unseenReply: (path: string) =>
    `${path}: nobody whom this reply names was ever seen in this archive: it may be of another instance`,
  sheetRead: (path: string, sheet: string) => `${path}: the sheet "${sheet}" is read`,
  sheetsRead: (path: string, sheets: string) => `${path}: names are read from these sheets: ${sheets}`,
  groupsLeftOut: (path: string, rows: ReadonlyArray<number>, count: number) =>
    `${path}: groups are no people and are left out (${rowsOf(rows, count)})`,
  withoutNumber: (path: string, rows: ReadonlyArray<number>, count: number) =>
    `${path}: left out for want of a phone number with its country code: ${number(count)} (${rowsOf(rows, count)})`,
  unseenPeople: (path: string, rows: ReadonlyArray<number>, count: number, of: number) =>
    `${path}: ${number(count)} of ${number(of)} people were never seen in this archive (${rowsOf(rows, count)})`,
  unseenNames: (path: string, rows: ReadonlyArray<number>, count: number, of: number) =>
    `${path}: ${number(count)} of ${number(of)} rows name somebody never seen in this archive (${rowsOf(rows, count)})`
}
