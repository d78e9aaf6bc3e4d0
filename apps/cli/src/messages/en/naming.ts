// Messages about rosters and name files: what is read, what is left out, and who is not in the archive.
import type { FlawCode } from "@chatledger/core/internal"
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
    `${path}: this is an HTML page, not a reply of the service, and was ignored: check apiUrl, idInstance and token, repeat the request, and save the reply`,
  empty: (path) =>
    `${path}: the reply is empty: the service has no list yet; repeat the request in a few minutes, and save the reply`,
  cut: (path, places, count) =>
    `${path}: the reply is truncated (${placesOf(places, count)}): its complete entries were used; repeat the request, and save the whole reply`,
  not_json: (path, places, count) =>
    `${path}: not JSON, left out (${placesOf(places, count)}): everything else was used; save the reply exactly as received`,
  not_object: (path, places, count) =>
    `${path}: not an object with an id, left out (${placesOf(places, count)}): everything else was used; use a reply of getContacts, getChats or getGroupData`,
  no_id: (path, places, count) =>
    `${path}: no usable id (id, chatId, groupId), left out (${placesOf(places, count)}): everything else was used; if someone is missing, repeat the request later`,
  unnamed_group: (path, places, count) =>
    `${path}: groups without a name: ${number(count)} (${placesOf(places, count)}); they keep the name from other files; getGroupData may have it`
}

export const naming = {
  flaws,
  unseenReply: (path: string) =>
    `${path}: nobody in this reply appears in this archive: it may belong to another instance`,
  sheetRead: (path: string, sheet: string, others: ReadonlyArray<string>) =>
    `${path}: using the sheet "${sheet}" only, not ${others.map((other) => `"${other}"`).join(", ")}: save other lists of people as files of their own`,
  sheetsRead: (path: string, sheets: string) => `${path}: using the names on these sheets: ${sheets}`,
  groupsLeftOut: (path: string, rows: ReadonlyArray<number>, count: number) =>
    `${path}: groups are not people and were left out (${rowsOf(rows, count)})`,
  withoutNumber: (path: string, rows: ReadonlyArray<number>, count: number) =>
    `${path}: left out because there is no phone number with its country code: ${number(count)} (${rowsOf(rows, count)})`,
  unseenPeople: (path: string, rows: ReadonlyArray<number>, count: number, of: number) =>
    `${path}: ${number(count)} of ${number(of)} people do not appear in this archive (${rowsOf(rows, count)})`,
  unseenNames: (path: string, rows: ReadonlyArray<number>, count: number, of: number) =>
    `${path}: ${number(count)} of ${number(of)} rows have names for people or chats that do not appear in this archive (${rowsOf(rows, count)})`
}
