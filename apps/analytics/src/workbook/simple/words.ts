// Texts of the readable workbook's pages by language. Pure text: no queries, no counting.
import type { Locale } from "../wording.ts"

/** How `strftime` writes a day. */
export const dayFormat: Readonly<Record<Locale, string>> = { en: "%-d %b %Y", ru: "%d.%m.%Y" }

const en = {
  what: "Messages from GREEN-API's journals, archived by chatledger.\nEvery sheet is an Excel table: filter it, sort it, or use it as the source of a PivotTable. Columns with ids are collapsed at the right end: click the + above the columns to show them.",
  whatAnswer: "The result of a query of the archive, run with chatledger.",
  none: "None.",
  notHere: "Not in this workbook",
  notMessages: "Not on the Messages sheet",
  events: (count: number) =>
    `${count === 1 ? "1 reaction, vote, edit, deletion, call or story" : `${count} reactions, votes, edits, deletions, calls and stories`}: they are on other sheets`,
  broken: (count: number) =>
    count === 1
      ? "1 record without content: --preset full keeps it"
      : `${count} records without content: --preset full keeps them`,
  noMembers: (sheet: string) =>
    `${sheet}: the members of the groups are unknown: give them with --roster, as a list or as saved replies of getGroupData`,
  callsLeftOut: (sheet: string) =>
    `${sheet}: left out, to keep the workbook small; --sheets calls writes them, alone or with others: --sheets summary,messages,calls`,
  otherSheets: (sheets: string) => `available with --sheets: ${sheets}`,
  full: "--preset full writes every row and column of every table",
  printing: "Printing",
  printed: (rows: number) =>
    `landscape A4, fitted to the page width; on the Messages sheet only the columns up to Status; of a sheet with more than ${rows} rows only the first ${rows}`,
  summarySheet: "Messages by day, chats and people with the most messages, reactions, poll results",
  unknownSender: "(unknown)",
  person: "Person",
  polls: {
    title: "Who voted what",
    holds: "Every poll, and who voted for which option",
    what: "The newest poll comes first. Only the latest vote of each person counts.",
    none: "Nobody has voted in this selection.",
    morePolls: (shown: number, all: number) =>
      `These are the newest ${shown} of ${all} polls. All votes are on the sheet that --sheets poll_votes adds`,
    moreVoters: (shown: number, all: number) => `${shown} of ${all} people who voted are shown.`,
    voter: "Voter",
    votedAt: "Voted",
    remark: "Remark",
    withdrew: "withdrew the vote",
    changed: "changed the vote",
    chosen: "✓",
    asked: (at: string) => `asked ${at}`,
    by: (who: string) => `by ${who}`,
    voters: (count: number) => `${count} voted`,
    result: (option: string, votes: number) => `${option}: ${votes}`
  },
  poll: (name: string) => `Poll: ${name}`,
  newestPolls: (shown: number, all: number) =>
    `The newest ${shown} of ${all} polls with votes; the others are on the sheet of votes.`,
  option: "Option",
  votes: "Votes",
  share: "Share of voters"
}

export type SimpleWords = typeof en

const ru: SimpleWords = {
  what: "Сообщения из журналов GREEN-API, сохранённые программой chatledger.\nКаждый лист — таблица Excel: её можно фильтровать, сортировать и использовать в сводной таблице. Столбцы с идентификаторами свёрнуты справа: чтобы их открыть, нажмите + над столбцами.",
  whatAnswer: "Результат запроса к архиву, выполненного программой chatledger.",
  none: "Нет.",
  notHere: "Чего здесь нет",
  notMessages: "Чего нет на листе «Сообщения»",
  events: (count) =>
    `реакции, голоса, правки, удаления, звонки и истории (${count}): это не сообщения, они на других листах`,
  broken: (count) => `записи без содержания (${count}): они есть с --preset full`,
  noMembers: (sheet) =>
    `${sheet}: неизвестно, кто состоит в группах; укажите --roster: список или сохранённые ответы getGroupData`,
  callsLeftOut: (sheet) =>
    `${sheet}: в книгу не вошли, чтобы в ней было немного листов; их добавляет --sheets, например --sheets summary,messages,calls`,
  otherSheets: (sheets) => `доступны через --sheets: ${sheets}`,
  full: "--preset full записывает все строки и столбцы всех таблиц",
  printing: "Печать",
  printed: (rows) =>
    `A4, альбомная ориентация, по ширине страницы; на листе «Сообщения» — столбцы до «Статуса»; если на листе больше ${rows} строк, печатаются первые ${rows}`,
  summarySheet: "Сообщения по дням, самые активные чаты и люди, реакции, итоги опросов",
  unknownSender: "(неизвестно)",
  person: "Человек",
  polls: {
    title: "Кто за что голосовал",
    holds: "Все опросы: кто выбрал какой вариант",
    what: "Сначала самый новый опрос. Действует последний голос каждого.",
    none: "В этой выборке никто не голосовал.",
    morePolls: (shown, all) =>
      `Показаны самые новые опросы: ${shown} из ${all}. Все голоса — на листе, который добавляет --sheets poll_votes`,
    moreVoters: (shown, all) => `Показано голосовавших: ${shown} из ${all}.`,
    voter: "Кто голосовал",
    votedAt: "Когда",
    remark: "Примечание",
    withdrew: "голос отозван",
    changed: "передумал(а)",
    chosen: "✓",
    asked: (at) => `задан ${at}`,
    by: (who) => `автор: ${who}`,
    voters: (count) => `голосовало: ${count}`,
    result: (option, votes) => `${option}: ${votes}`
  },
  poll: (name) => `Опрос: ${name}`,
  newestPolls: (shown, all) =>
    `Самые новые опросы с голосами: ${shown} из ${all}; остальные — на листе голосов.`,
  option: "Вариант",
  votes: "Голосов",
  share: "Доля голосовавших"
}

export const simpleWords: Readonly<Record<Locale, SimpleWords>> = { en, ru }
