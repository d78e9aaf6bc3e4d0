import type { statistics as en } from "../en/statistics.ts"

export const statistics: typeof en = {
  meanings: {
    from: "события начиная с этого времени",
    to: "события до этого времени, не включая его; --last 30d заменяет оба",
    instance: "только этот инстанс (idInstance); можно повторять",
    chat: "только этот чат (chatId); можно повторять",
    tz: "часовой пояс IANA для дней и часов; по умолчанию системный",
    as_of: "состояние на это время, а не на сейчас",
    at: "момент времени; обязателен",
    min_length: "наименьшее число букв в слове",
    language: "только слова, написанные буквами ru (кириллица) или en (латиница)",
    stop_words: "без общеупотребительных слов языка: ru, en или ru,en"
  },
  columns: "СТОЛБЦЫ",
  parameters: "ПАРАМЕТРЫ",
  none: "нет",
  people: "--people и --roster ФАЙЛ считают людей, а не id; остальные флаги — в `chatledger stats --help`",
  example: "ПРИМЕР"
}
