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
    what: "Messages of WhatsApp, MAX and Telegram accounts, as GREEN-API's journals showed them and chatledger kept them.\nEvery sheet is an Excel table: filter it, sort it, or point a PivotTable at its name.",
    whatAnswer: "The answer to a query of an archive of messages, asked with chatledger.",
    archive: "Archive",
    asOf: "Newest reply in it",
    nothing: "none",
    instances: "Instances",
    messenger: "Messenger",
    messages: "Messages in it",
    others: "Events, calls and stories",
    first: "First message",
    last: "Last message",
    zone: "Time zone of all times",
    rows: "Rows in all sheets",
    cells: "Cells cut",
    cellsCut: (cells: number) =>
      `${cells}: longer than a cell can be (32,767 characters, 253 line breaks); each ends with …[cut]`,
    noCells: "none",
    split: "Rows split",
    rowsSplit: (tables: number) =>
      `${tables} tables have more rows than a sheet holds, and go on in further sheets`,
    noSplit: "none: every table has all its rows on one sheet",
    issues: "Records that did not fit",
    noIssues: "none",
    someIssues: (count: number) =>
      `${count}: listed in the table issues, kept in the archive as they were sent`,
    thumbnails: "Thumbnails",
    noThumbnails: "left out; --thumbnails keeps them",
    query: "Query",
    pseudonyms: "Pseudonymised",
    pseudonymised: (keyId: string, texts: string) =>
      `yes, with the key ${keyId}: tokens stand for people, chats, messages and numbers; names, addresses, files, thumbnails and places are left out; ${texts}`,
    textPolicies: {
      drop: "texts are left out",
      blank: "texts are blanked",
      keep: "texts are kept, with tokens for numbers, ids and addresses; names in texts may still be there"
    } as Readonly<Record<TextPolicy, string>>,
    program: "Made by",
    refresh: "How to refresh",
    howToRefresh:
      "Close this file in Excel and run the same command again: it replaces the file. What you type into it is lost then; keep notes, PivotTables and charts in a workbook of your own that reads this one (Data, Get Data, From Workbook), and press Refresh All there.",
    contents: "What is in it",
    sheet: "Sheet",
    holds: "What it holds",
    rowCount: "Rows",
    columns: "Columns",
    coverage: "Coverage",
    coverageNote:
      "How much of the time between the first and the last covered moment was asked for in time: only that can be complete.",
    noCoverage:
      "Nothing is known of it: none of the saved replies says when it was asked for and how many minutes back.",
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
      gap: "not asked for, still to be had",
      lost: "not asked for in time",
      blind: "not recorded: a setting was off, or the instance not authorised",
      maybe_truncated: "asked for, but probably cut from the reply"
    } as Readonly<Record<string, string>>,
    cutList: "Cells that were cut",
    table: "Table",
    column: "Column",
    cellCount: "Cells"
  },
  summary: {
    title: "Summary",
    heading: "Summary",
    counts:
      "Messages are counted, not events about them; removed reactions and withdrawn votes do not count.",
    allTypes: "All types of messages are counted here, whatever types the sheets hold.",
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
    pollNote: "A row per poll; the votes for an option stand to the right of it.",
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
    what: "Сообщения аккаунтов WhatsApp, MAX и Telegram: как их показали журналы GREEN-API и сохранил chatledger.\nКаждый лист — таблица Excel: её можно фильтровать, сортировать и брать по имени в сводную таблицу.",
    whatAnswer: "Ответ на запрос к архиву сообщений, заданный через chatledger.",
    archive: "Архив",
    asOf: "Самый новый ответ в нём",
    nothing: "нет",
    instances: "Инстансы",
    messenger: "Мессенджер",
    messages: "Сообщений в книге",
    others: "Событий, звонков и историй",
    first: "Первое сообщение",
    last: "Последнее сообщение",
    zone: "Часовой пояс всех времён",
    rows: "Строк на всех листах",
    cells: "Обрезано ячеек",
    cellsCut: (cells) =>
      `${cells}: длиннее, чем вмещает ячейка (32 767 знаков, 253 перевода строки); каждая кончается на …[cut]`,
    noCells: "нет",
    split: "Разделено строк",
    rowsSplit: (tables) =>
      `таблиц, где строк больше, чем вмещает лист: ${tables}; они продолжаются на следующих листах`,
    noSplit: "нет: все строки каждой таблицы на одном листе",
    issues: "Записи, которые не подошли",
    noIssues: "нет",
    someIssues: (count) => `${count}: перечислены в таблице issues («Замечания»), в архиве хранятся как были`,
    thumbnails: "Миниатюры",
    noThumbnails: "не включены; их оставляет --thumbnails",
    query: "Запрос",
    pseudonyms: "Псевдонимы",
    pseudonymised: (keyId, texts) =>
      `да, с ключом ${keyId}: вместо людей, чатов, сообщений и номеров — метки; имён, адресов, файлов, миниатюр и мест нет; ${texts}`,
    textPolicies: {
      drop: "текстов нет",
      blank: "тексты закрыты",
      keep: "тексты оставлены, с метками вместо номеров, идентификаторов и адресов; имена в них могли остаться"
    },
    program: "Создано программой",
    refresh: "Как обновить",
    howToRefresh:
      "Закройте этот файл в Excel и выполните ту же команду ещё раз: она заменит файл. Вписанное в него тогда пропадёт; держите заметки, сводные таблицы и диаграммы в своей книге, которая читает эту (Данные, Получить данные, Из книги), и нажимайте там «Обновить все».",
    contents: "Что внутри",
    sheet: "Лист",
    holds: "Что на нём",
    rowCount: "Строк",
    columns: "Столбцов",
    coverage: "Покрытие",
    coverageNote:
      "Какая часть времени между первым и последним известным моментом была запрошена вовремя: полной может быть только она.",
    noCoverage:
      "О нём ничего не известно: ни один сохранённый ответ не говорит, когда и за сколько минут его запросили.",
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
      gap: "не запрошено, ещё можно получить",
      lost: "вовремя не запрошено",
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
    counts: "Считаются сообщения, а не события о них; снятые реакции и отозванные голоса не считаются.",
    allTypes: "Здесь посчитаны сообщения всех типов, какие бы типы ни были на листах.",
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
    pollNote: "Строка — опрос; голоса за вариант стоят справа от него.",
    poll: "Опрос",
    asked: "Задан",
    voters: "Голосовало",
    option: (n) => `Вариант ${n}`,
    votes: (n) => `Голоса ${n}`
  }
}

/** The texts of each language. */
export const wordings: Readonly<Record<Locale, Wording>> = { en, ru }
