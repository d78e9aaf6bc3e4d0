// The page's texts about its selection and about an empty selection, in English and Russian.
import type { Locale } from "../src/workbook/wording.ts"

const en = {
  period: "Period",
  whole: "everything in the archive",
  since: (at: string) => `from ${at}`,
  until: (at: string) => `up to, not including, ${at}`,
  instances: "Only instances",
  chats: "Only chats",
  shown: "Shown",
  days: (first: string, last: string) => `days ${first} to ${last}`,
  onlyEvents: "There are no messages here, only events about messages, such as reactions and votes.",
  noneHere: "There are no messages in this selection.",
  noneInPeriod: "There are no messages in the period of this report.",
  noneOfChosen: "The archive has no messages of the chats and instances of this report.",
  noneAtAll: "The archive has no messages yet.",
  reportHas: (messages: string, first: string, last: string) =>
    `Messages in this report: ${messages}, from ${first} to ${last}; “Reset” shows them.`,
  chosenHave: (messages: string, first: string, last: string) =>
    `Messages of its chats and instances in the archive: ${messages}, from ${first} to ${last}.`,
  archiveHas: (messages: string, first: string, last: string) =>
    `Messages in the archive: ${messages}, from ${first} to ${last}.`,
  untimed: (messages: string) => `Messages without a time, which are in no period: ${messages}.`
}

export type SelectionStrings = typeof en

const ru: SelectionStrings = {
  period: "Период",
  whole: "всё, что есть в архиве",
  since: (at) => `с ${at}`,
  until: (at) => `до ${at}, не включая`,
  instances: "Только инстансы",
  chats: "Только чаты",
  shown: "Показано",
  days: (first, last) => `дни с ${first} по ${last}`,
  onlyEvents: "Сообщений здесь нет, есть только события о них: реакции, голоса и другие.",
  noneHere: "По этому отбору сообщений нет.",
  noneInPeriod: "За период этого отчёта сообщений нет.",
  noneOfChosen: "В архиве нет сообщений этих чатов и инстансов.",
  noneAtAll: "В архиве ещё нет сообщений.",
  reportHas: (messages, first, last) =>
    `В отчёте с ${first} по ${last} сообщений: ${messages}; их покажет кнопка «Сбросить».`,
  chosenHave: (messages, first, last) =>
    `У этих чатов и инстансов в архиве с ${first} по ${last} сообщений: ${messages}.`,
  archiveHas: (messages, first, last) => `В архиве с ${first} по ${last} сообщений: ${messages}.`,
  untimed: (messages) => `Сообщений без времени, которые не входят ни в один период: ${messages}.`
}

const languages: Readonly<Record<Locale, SelectionStrings>> = { en, ru }

export const selectionStringsOf = (locale: Locale): SelectionStrings => languages[locale]
