// Texts of the workbook's pages by language. Pure text: no queries, no counting.
//
// Names of tables and columns are in `titles.ts`. An incomplete language does not compile.
import type { TextPolicy } from "../pseudonyms/rules.ts"
import { selectionWording } from "./selection-wording.ts"

/** The languages of workbooks, reports and transcripts. */
export const locales = ["en", "ru"] as const

/** A language of workbooks, reports and transcripts. */
export type Locale = (typeof locales)[number]

const en = {
  about: {
    ...selectionWording.en,
    title: "About",
    heading: "About this workbook",
    what: "Messages of WhatsApp, MAX and Telegram accounts from GREEN-API's journals, archived by chatledger.\nEvery sheet is an Excel table: filter it, sort it, or use its name as the source of a PivotTable.",
    whatAnswer: "The result of a query of the archive, run with chatledger.",
    archive: "Archive",
    asOf: "Newest reply",
    nothing: "none",
    instances: "Instances",
    messenger: "Messenger",
    messages: "Messages",
    others: "Events, calls and stories",
    first: "First message",
    last: "Last message",
    zone: "Time zone",
    rows: "Rows in all sheets",
    cells: "Truncated cells",
    cellsCut: (cells: number) =>
      `${cells}: longer than Excel allows (32,767 characters, 253 line breaks); each ends with …[cut]`,
    noCells: "none",
    split: "Tables on several sheets",
    rowsSplit: (tables: number) => `${tables}: they have more rows than fit on one sheet`,
    noSplit: "none: every table fits on one sheet",
    issues: "Invalid records or fields",
    noIssues: "none",
    someIssues: (count: number) => `${count}: listed in the table issues; the archive keeps them as received`,
    thumbnails: "Thumbnails",
    noThumbnails: "left out; --thumbnails includes them",
    query: "Query",
    pseudonyms: "Pseudonymised",
    pseudonymised: (keyId: string, texts: string) =>
      `yes, with the key ${keyId}: people, chats, messages and numbers are replaced by tokens; names, addresses, files, thumbnails and places are left out; ${texts}`,
    textPolicies: {
      drop: "texts are left out",
      blank: "letters and digits of texts are masked",
      keep: "texts are kept, with tokens for numbers, ids and addresses; names in texts may remain"
    } as Readonly<Record<TextPolicy, string>>,
    program: "Created by",
    refresh: "How to refresh",
    howToRefresh:
      "Close this file in Excel and run the same command again. It replaces the file, and anything you have typed into it is lost: keep notes, PivotTables and charts in a separate workbook that reads this one (Data, Get Data, From Workbook), and press Refresh All there.",
    contents: "Contents",
    sheet: "Sheet",
    holds: "Description",
    rowCount: "Rows",
    columns: "Columns",
    coverage: "Coverage",
    coverageNote:
      "The share of the time between the first and the last covered moment that was fetched in time. Only this time can be complete.",
    noCoverage: "Unknown: no saved reply states when it was requested and for how many minutes.",
    instance: "Instance",
    journal: "Journal",
    coveredFrom: "From",
    coveredTo: "To",
    share: "Covered",
    gaps: "Gaps",
    gapList: "Gaps",
    gapNote: (shown: number, all: number) => `The newest ${shown} of ${all}; all are in the table coverage.`,
    state: "State",
    states: {
      gap: "not fetched yet, still available",
      lost: "not fetched in time",
      blind: "not recorded: a setting was off, or the instance was not authorised",
      maybe_truncated: "fetched, but the reply was probably truncated"
    } as Readonly<Record<string, string>>,
    cutList: "Truncated cells",
    table: "Table",
    column: "Column",
    cellCount: "Cells"
  },
  summary: {
    title: "Summary",
    heading: "Summary",
    counts:
      "Messages are counted, not events about them; removed reactions and withdrawn votes do not count.",
    allTypes: "All types of messages are counted here, even if the sheets contain only some of them.",
    top: (shown: number, all: number) => `The first ${shown} of ${all}.`,
    newest: (shown: number, all: number) => `The newest ${shown} of ${all}.`,
    none: "None.",
    activity: "Messages by day",
    day: "Day",
    messages: "Messages",
    senders: "Senders",
    chats: "Chats",
    topChats: "Chats with the most messages",
    chat: "Chat",
    chatId: "Chat id",
    topSenders: "Who writes most",
    sender: "Sender",
    senderId: "Sender id",
    reactions: "Reactions by emoji",
    emoji: "Emoji",
    reactionCount: "Reactions",
    reactors: "People",
    reactedMessages: "Messages",
    polls: "Poll results",
    pollNote: "One row per poll; the number of votes is to the right of each option.",
    poll: "Poll",
    asked: "Asked",
    voters: "Voters",
    option: (n: number) => `Option ${n}`,
    votes: (n: number) => `Votes ${n}`
  }
}

export type Wording = typeof en

const ru: Wording = {
  about: {
    ...selectionWording.ru,
    title: "О файле",
    heading: "Об этой книге",
    what: "Сообщения аккаунтов WhatsApp, MAX и Telegram из журналов GREEN-API, сохранённые программой chatledger.\nКаждый лист — таблица Excel: её можно фильтровать, сортировать и по имени использовать в сводной таблице.",
    whatAnswer: "Результат запроса к архиву, выполненного программой chatledger.",
    archive: "Архив",
    asOf: "Самый новый ответ",
    nothing: "нет",
    instances: "Инстансы",
    messenger: "Мессенджер",
    messages: "Сообщений",
    others: "Событий, звонков и историй",
    first: "Первое сообщение",
    last: "Последнее сообщение",
    zone: "Часовой пояс",
    rows: "Строк на всех листах",
    cells: "Обрезано ячеек",
    cellsCut: (cells) =>
      `${cells}: длиннее, чем допускает Excel (32 767 знаков, 253 перевода строки); в конце каждой — …[cut]`,
    noCells: "нет",
    split: "Таблицы на нескольких листах",
    rowsSplit: (tables) => `${tables}: строк больше, чем помещается на один лист`,
    noSplit: "нет: каждая таблица помещается на один лист",
    issues: "Записи и поля с ошибками",
    noIssues: "нет",
    someIssues: (count) =>
      `${count}: перечислены в таблице issues («Замечания»), в архиве хранятся без изменений`,
    thumbnails: "Миниатюры",
    noThumbnails: "не включены; их добавляет --thumbnails",
    query: "Запрос",
    pseudonyms: "Псевдонимы",
    pseudonymised: (keyId, texts) =>
      `да, с ключом ${keyId}: люди, чаты, сообщения и номера заменены метками; имена, адреса, файлы, миниатюры и места убраны; ${texts}`,
    textPolicies: {
      drop: "тексты убраны",
      blank: "буквы и цифры в текстах скрыты",
      keep: "тексты оставлены, с метками вместо номеров, идентификаторов и адресов; имена в них могли остаться"
    },
    program: "Создано программой",
    refresh: "Как обновить",
    howToRefresh:
      "Закройте этот файл в Excel и выполните ту же команду ещё раз: она заменит файл, и всё, что вы в него вписали, пропадёт. Держите заметки, сводные таблицы и диаграммы в отдельной книге, которая читает эту (Данные, Получить данные, Из книги), и нажимайте там «Обновить все».",
    contents: "Содержание",
    sheet: "Лист",
    holds: "Описание",
    rowCount: "Строк",
    columns: "Столбцов",
    coverage: "Покрытие",
    coverageNote:
      "Какая часть времени между первым и последним покрытым моментом была запрошена вовремя. Только за это время данные могут быть полными.",
    noCoverage:
      "Неизвестно: ни в одном сохранённом ответе не указано, когда и за сколько минут он был запрошен.",
    instance: "Инстанс",
    journal: "Журнал",
    coveredFrom: "С",
    coveredTo: "По",
    share: "Покрыто",
    gaps: "Пробелов",
    gapList: "Пробелы",
    gapNote: (shown, all) => `Самые новые: ${shown} из ${all}; все — в таблице coverage («Покрытие»).`,
    state: "Состояние",
    states: {
      gap: "ещё не запрошено, можно получить",
      lost: "не запрошено вовремя",
      blind: "не записывалось: выключена настройка или инстанс не авторизован",
      maybe_truncated: "запрошено, но ответ, вероятно, обрезан"
    },
    cutList: "Обрезанные ячейки",
    table: "Таблица",
    column: "Столбец",
    cellCount: "Ячеек"
  },
  summary: {
    title: "Сводка",
    heading: "Сводка",
    counts:
      "Учитываются сообщения, но не связанные с ними события; снятые реакции и отозванные голоса не учитываются.",
    allTypes: "Здесь учтены сообщения всех типов, даже если на листах только некоторые из них.",
    top: (shown, all) => `Первые ${shown} из ${all}.`,
    newest: (shown, all) => `Самые новые: ${shown} из ${all}.`,
    none: "Нет.",
    activity: "Сообщения по дням",
    day: "День",
    messages: "Сообщений",
    senders: "Отправителей",
    chats: "Чатов",
    topChats: "Чаты, где больше всего сообщений",
    chat: "Чат",
    chatId: "Id чата",
    topSenders: "Кто пишет больше всех",
    sender: "Отправитель",
    senderId: "Id отправителя",
    reactions: "Реакции по эмодзи",
    emoji: "Эмодзи",
    reactionCount: "Реакций",
    reactors: "Людей",
    reactedMessages: "Сообщений",
    polls: "Итоги опросов",
    pollNote: "Строка — опрос; справа от каждого варианта — число голосов.",
    poll: "Опрос",
    asked: "Задан",
    voters: "Голосовало",
    option: (n) => `Вариант ${n}`,
    votes: (n) => `Голоса ${n}`
  }
}

/** The texts of each language. */
export const wordings: Readonly<Record<Locale, Wording>> = { en, ru }
