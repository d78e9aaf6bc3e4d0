import type { naming as en } from "../en/naming.ts"
import { type Place, rowList } from "../places.ts"
import { number } from "./counts.ts"

const rowsOf = (rows: ReadonlyArray<number>, count: number) =>
  `${count === 1 ? "строка" : "строки"} ${rowList(rows, count, (left) => `и ещё ${number(left)}`)}`

const placesOf = (places: ReadonlyArray<Place>, count: number) =>
  places.map(({ entry, line }) => `запись ${entry} в строке ${line}`).join(", ") +
  (places.length < count ? ` и ещё ${number(count - places.length)}` : "")

const flaws: (typeof en)["flaws"] = {
  html: (path) =>
    `${path}: это страница (HTML), а не ответ сервиса, и из неё ничего не взято: проверьте apiUrl, idInstance и токен, повторите запрос и сохраните ответ`,
  empty: (path) =>
    `${path}: ответ пуст, списка у сервиса пока нет: повторите запрос через несколько минут и сохраните ответ`,
  cut: (path, places, count) =>
    `${path}: ответ оборван (${placesOf(places, count)}): взято то, что в нём цело; повторите запрос и сохраните ответ целиком`,
  not_json: (path, places, count) =>
    `${path}: не JSON, пропущено (${placesOf(places, count)}): остальное взято; сохраните ответ таким, каким он пришёл`,
  not_object: (path, places, count) =>
    `${path}: не объект с id, пропущено (${placesOf(places, count)}): остальное взято; нужен ответ getContacts, getChats или getGroupData`,
  no_id: (path, places, count) =>
    `${path}: нет id, который может кому-то принадлежать (id, chatId, groupId), пропущено (${placesOf(places, count)}): остальное взято; если кого-то не хватает, повторите запрос позже`,
  unnamed_group: (path, places, count) =>
    `${path}: группы без названия: ${number(count)} (${placesOf(places, count)}); за ними остаются названия из других файлов; может знать getGroupData`
}

export const naming: typeof en = {
  flaws,
  unseenReply: (path) =>
    `${path}: никто из этого ответа в этом архиве не встречался: возможно, он другого инстанса`,
  sheetRead: (path, sheet) => `${path}: читается лист «${sheet}»`,
  sheetsRead: (path, sheets) => `${path}: имена читаются с листов: ${sheets}`,
  groupsLeftOut: (path, rows, count) => `${path}: группы — не люди, они пропущены (${rowsOf(rows, count)})`,
  withoutNumber: (path, rows, count) =>
    `${path}: пропущено без номера телефона с кодом страны: ${number(count)} (${rowsOf(rows, count)})`,
  unseenPeople: (path, rows, count, of) =>
    `${path}: в этом архиве не встречались ${number(count)} из ${number(of)} (${rowsOf(rows, count)})`,
  unseenNames: (path, rows, count, of) =>
    `${path}: имена тех, кто в этом архиве не встречался: ${number(count)} из ${number(of)} (${rowsOf(rows, count)})`
}
