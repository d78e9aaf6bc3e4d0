import type { RowPlace } from "@chatledger/analytics"
import type { ownFileReasons as en } from "../en/own-file-reasons.ts"
import { reasonsIn } from "../reason.ts"
import { storeReasons } from "./store-reasons.ts"

const onSheet = ({ sheet }: RowPlace) => (sheet === undefined ? "" : `лист «${sheet}», `)

const at = (place: RowPlace) => `${onSheet(place)}строка ${place.row}`

const inside = (place: RowPlace) => `${onSheet(place)}в строке ${place.row}`

const askAgain = "повторите getGroupData и сохраните ответ"

export const ownFileReasons: typeof en = {
  digits_fit_both: (place) =>
    `${at(place)}: эти цифры — номер телефона одного человека и id другого в MAX или Telegram: напишите номер как …@c.us или назовите столбец «телефон»`,
  ids_of_several: ({ headings, ...place }) =>
    `${inside(place)} — id разных людей (${headings.join(", ")}): оставьте один столбец`,
  key_cannot_be_read: ({ why }) => `не удалось прочитать: ${reasonsIn(storeReasons)(why)}`,
  key_folder: () => "— это папка",
  key_too_large: ({ most }) => `больше ${most} байт`,
  key_too_short: ({ bytes, least }) => `содержит ${bytes} байт, а ключу нужно не меньше ${least}`,
  name_without_id: (place) => `${inside(place)} есть имя, но нет id: добавьте id или номер телефона`,
  names_empty: () => "файл пуст: в каждой строке нужны id и имя",
  no_id: ({ headings, ...place }) =>
    `${at(place)}, столбец ${headings.map((heading) => `«${heading}»`).join(" или ")}: ячейка пуста, а человеку нужен id`,
  no_id_heading: ({ of, row }) =>
    of === "names"
      ? `в строке ${row} нет заголовка для id: назовите столбец «телефон» или id, а другой — «имя»`
      : `в строке ${row} нет заголовка для id: назовите столбец «телефон» или id; рядом могут быть имя, группа и псевдоним`,
  no_name_heading: (place) => `${inside(place)} нет заголовка для имени: назовите столбец «имя» или name`,
  not_a_person: ({ heading, ...place }) =>
    `${at(place)}, столбец «${heading}»: это не номер телефона с кодом страны и не id (…@c.us, …@lid)`,
  not_an_id: (place) => `${at(place)}: это не id (…@c.us, …@g.us, …@lid) и не номер телефона с кодом страны`,
  number_shortened: ({ heading, ...place }) =>
    `${at(place)}${heading === undefined ? "" : `, столбец «${heading}»`}: табличный редактор округлил номер (1,2E+10): сделайте столбец текстовым и введите номер целиком`,
  people_file_cannot_be_read: ({ why }) => `не удалось прочитать: ${reasonsIn(storeReasons)(why)}`,
  quote_unclosed: ({ row }) => `строка ${row}: кавычка не закрыта`,
  reply_cut: () => `ответ обрезан, и в нём нет ни одного полного участника: ${askAgain}`,
  reply_html: () => `это страница HTML, а не ответ сервиса: ${askAgain}`,
  reply_of_nobody: () =>
    "в нём никого нет: сохраните ответ getGroupData, где participants — участники группы",
  roster_empty: () => "файл пуст: нужна строка заголовков и по строке на человека",
  two_names: ({ before, row, sheet }) =>
    `строки ${before} и ${row}${sheet === undefined ? "" : ` на листе «${sheet}»`} дают одному id два имени: оставьте одно из них`,
  workbook_locked: () =>
    "это книга старого формата или с паролем: сохраните её как .xlsx без пароля или как CSV",
  workbook_unreadable: () => "не удалось прочитать книгу: сохраните её заново как .xlsx или как CSV"
}
