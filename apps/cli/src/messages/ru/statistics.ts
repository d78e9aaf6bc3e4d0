import type { statistics as en } from "../en/statistics.ts"

export const statistics: typeof en = {
  meanings: {
    from: "события начиная с этого времени",
    to: "события до этого времени, не включая его; --last 30d говорит и то и другое",
    instance: "только этот инстанс (idInstance); можно повторять",
    chat: "только этот чат (chatId); можно повторять",
    tz: "зона IANA для дней и часов; обычно зона машины",
    as_of: "что действует на это время, а не сейчас",
    at: "момент, о котором речь; его нужно задать",
    min_length: "только слова не короче стольких букв",
    language: "только слова, написанные буквами ru (кириллица) или en (латиница)",
    stop_words: "без слов, которые есть в любом тексте: ru, en или ru,en"
  },
  columns: "СТОЛБЦЫ",
  parameters: "ПАРАМЕТРЫ",
  none: "нет",
  people:
    "--people и --roster ФАЙЛ считают людей, а не id; об остальных флагах говорит `chatledger stats --help`",
  example: "ПРИМЕР"
}
