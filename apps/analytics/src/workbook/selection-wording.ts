// Texts of a workbook's first page about its selection and the parameters of its query, by language.

const en = {
  period: "Period asked for",
  wholePeriod: "everything in the archive",
  from: (at: string) => `from ${at}`,
  to: (at: string) => `up to, not including, ${at}`,
  onlyInstances: "Only instances",
  chats: "Only chats",
  types: "Only types of messages",
  counted: "What is counted",
  ofSelection:
    "chats, senders and people are those of this selection, and their counts are of it alone; snapshots, coverage and issues follow the instances, and are of all time and all chats",
  statistic: "Statistic",
  parameters: "Parameters",
  parameter: "Parameter",
  value: "Value",
  notGiven: "not given"
}

const ru: typeof en = {
  period: "Запрошенный период",
  wholePeriod: "всё, что есть в архиве",
  from: (at) => `с ${at}`,
  to: (at) => `до ${at}, не включая`,
  onlyInstances: "Только инстансы",
  chats: "Только чаты",
  types: "Только типы сообщений",
  counted: "Что посчитано",
  ofSelection:
    "чаты, отправители и люди — из этой выборки, и посчитана только она; ответы журналов, покрытие и замечания — по инстансам, за всё время и по всем чатам",
  statistic: "Статистика",
  parameters: "Параметры",
  parameter: "Параметр",
  value: "Значение",
  notGiven: "не задан"
}

export const selectionWording = { en, ru }
