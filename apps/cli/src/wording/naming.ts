// What is said of rosters and files of names: what of them is read, what is left out, and whom the archive never saw.
import { number } from "./counts.ts"
import { forMessages } from "./language.ts"

const listed = (rows: ReadonlyArray<number>, count: number, more: (left: number) => string) =>
  rows.length < count ? `${rows.join(", ")} ${more(count - rows.length)}` : rows.join(", ")

const rowsEn = (rows: ReadonlyArray<number>, count: number) =>
  `${count === 1 ? "row" : "rows"} ${listed(rows, count, (left) => `and ${number(left)} more`)}`

const rowsRu = (rows: ReadonlyArray<number>, count: number) =>
  `${count === 1 ? "строка" : "строки"} ${listed(rows, count, (left) => `и ещё ${number(left)}`)}`

const en = {
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
