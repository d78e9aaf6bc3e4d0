// Texts of the readable workbook's pages by language. Pure text: no queries, no counting.
import type { Locale } from "../wording.ts"

const en = {
  what: "Messages as GREEN-API's journals showed them and chatledger kept them.\nEvery sheet is an Excel table: filter it, sort it, or point a PivotTable at it. Ids are folded away at its right end: the + above the columns shows them.",
  whatAnswer: "The answer to a question about the archive, asked with chatledger.",
  none: "None.",
  notHere: "Not in this workbook",
  notMessages: "Not on the sheet of messages",
  events: (count: number) =>
    `${count === 1 ? "1 reaction, vote, edit, deletion, call or story" : `${count} reactions, votes, edits, deletions, calls and stories`}: the other sheets show them`,
  broken: (count: number) =>
    `${count === 1 ? "1 record" : `${count} records`} that could not be read: --sheets issues says why`,
  noMembers: (sheet: string) =>
    `${sheet}: nobody has told who is in the groups; --roster does, with a list or with saved replies of getGroupData`,
  otherSheets: (sheets: string) => `--sheets adds or chooses them: ${sheets}`,
  full: "--preset full has every row and column of every table, as it is kept",
  printing: "Printing",
  printed: (rows: number) =>
    `landscape A4, fitted to the width; of messages the columns up to Status, and of a sheet with more rows than ${rows} the first ${rows}`,
  summarySheet: "Messages by day, chats and people with the most messages, reactions, results of polls",
  unknownSender: "(unknown)",
  person: "Person",
  polls: {
    title: "Who voted what",
    holds: "Every poll, with who voted for which option",
    what: "The newest poll comes first. What counts is the latest vote of each person.",
    none: "Nobody has voted in this selection.",
    morePolls: (shown: number, all: number) =>
      `These are the newest ${shown} of ${all} polls. The sheet of single votes has all: --sheets poll_votes`,
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
    `The newest ${shown} of ${all} polls; the others are on the sheet of votes.`,
  option: "Option",
  votes: "Votes",
  share: "Share of voters"
}

export type SimpleWords = typeof en

const ru: SimpleWords = {
  what: "Сообщения: как их показали журналы GREEN-API и сохранил chatledger.\nКаждый лист — таблица Excel: её можно фильтровать, сортировать и брать в сводную таблицу. Идентификаторы свёрнуты справа: их открывает + над столбцами.",
  whatAnswer: "Ответ на вопрос об архиве, заданный через chatledger.",
  none: "Нет.",
  notHere: "Чего здесь нет",
  notMessages: "Не на листе сообщений",
  events: (count) =>
    `реакции, голоса, правки, удаления, звонки и истории (${count}): это не сообщения, о них говорят другие листы`,
  broken: (count) =>
    `записи, в которых нечего прочитать (${count}): что с ними не так, показывает --sheets issues`,
  noMembers: (sheet) =>
    `${sheet}: кто состоит в группах, неизвестно; это говорит --roster — список или сохранённые ответы getGroupData`,
  otherSheets: (sheets) => `их добавляет или выбирает --sheets: ${sheets}`,
  full: "--preset full даёт все строки и столбцы всех таблиц, как они хранятся",
  printing: "Печать",
  printed: (rows) =>
    `на A4 альбомной ориентации, по ширине листа; из сообщений — столбцы до «Статуса», а если строк больше ${rows}, то первые ${rows}`,
  summarySheet: "Сообщения по дням, чаты и люди, где и кто пишет больше всех, реакции, итоги опросов",
  unknownSender: "(неизвестно)",
  person: "Человек",
  polls: {
    title: "Кто за что голосовал",
    holds: "Все опросы: кто выбрал какой вариант",
    what: "Сначала самый новый опрос. Действует последний голос каждого.",
    none: "В этой выборке никто не голосовал.",
    morePolls: (shown, all) =>
      `Это самые новые опросы: ${shown} из ${all}. Все голоса по одному — на листе, который добавляет --sheets poll_votes`,
    moreVoters: (shown, all) => `Показано голосовавших: ${shown} из ${all}.`,
    voter: "Кто голосовал",
    votedAt: "Когда",
    remark: "Примечание",
    withdrew: "голос отозван",
    changed: "передумал(а)",
    chosen: "✓",
    asked: (at) => `задан ${at}`,
    by: (who) => `задаёт ${who}`,
    voters: (count) => `голосовало: ${count}`,
    result: (option, votes) => `${option}: ${votes}`
  },
  poll: (name) => `Опрос: ${name}`,
  newestPolls: (shown, all) => `Самые новые опросы: ${shown} из ${all}; остальные — на листе голосов.`,
  option: "Вариант",
  votes: "Голосов",
  share: "Доля голосовавших"
}

export const simpleWords: Readonly<Record<Locale, SimpleWords>> = { en, ru }
