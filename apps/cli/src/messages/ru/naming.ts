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
    `${path}: это страница HTML, а не ответ сервиса, она пропущена: проверьте apiUrl, idInstance и токен, повторите запрос и сохраните ответ`,
  empty: (path) =>
    `${path}: ответ пуст, списка у сервиса пока нет: повторите запрос через несколько минут и сохраните ответ`,
  cut: (path, places, count) =>
    `${path}: ответ обрезан (${placesOf(places, count)}): использованы полные записи; повторите запрос и сохраните ответ целиком`,
  not_json: (path, places, count) =>
    `${path}: не JSON, пропущено (${placesOf(places, count)}): остальное использовано; сохраните ответ без изменений`,
  not_object: (path, places, count) =>
    `${path}: не объект с id, пропущено (${placesOf(places, count)}): остальное использовано; нужен ответ getContacts, getChats или getGroupData`,
  no_id: (path, places, count) =>
    `${path}: нет пригодного id (id, chatId, groupId), пропущено (${placesOf(places, count)}): остальное использовано; если кого-то не хватает, повторите запрос позже`,
  unnamed_group: (path, places, count) =>
    `${path}: группы без названия: ${number(count)} (${placesOf(places, count)}); для них действуют названия из других файлов; название может быть в getGroupData`
}

export const naming: typeof en = {
  flaws,
  unseenReply: (path) =>
    `${path}: никто из этого ответа в архиве не встречается: возможно, он от другого инстанса`,
  sheetRead: (path, sheet, others) =>
    `${path}: используется только лист «${sheet}», не ${others.map((other) => `«${other}»`).join(", ")}: сохраните остальные списки отдельными файлами`,
  sheetsRead: (path, sheets) => `${path}: используются имена с листов: ${sheets}`,
  groupsLeftOut: (path, rows, count) => `${path}: группы — не люди и пропущены (${rowsOf(rows, count)})`,
  withoutNumber: (path, rows, count) =>
    `${path}: пропущено, так как нет номера телефона с кодом страны: ${number(count)} (${rowsOf(rows, count)})`,
  unseenPeople: (path, rows, count, of) =>
    `${path}: в архиве не встречаются ${number(count)} из ${number(of)} человек (${rowsOf(rows, count)})`,
  unseenNames: (path, rows, count, of) =>
    `${path}: имена людей или чатов, которых нет в архиве: ${number(count)} из ${number(of)} (${rowsOf(rows, count)})`
}
