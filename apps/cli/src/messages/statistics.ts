// What the page of a statistic says besides what its SQL file does.
import { inLanguage } from "./language.ts"

const en = {
  meanings: {
    from: "events from this time on",
    to: "events up to, not including, this time; --last 30d says both",
    instance: "only this instance (idInstance); repeatable",
    chat: "only this chat (chatId); repeatable",
    tz: "IANA zone of days and hours; default the machine's",
    as_of: "what is current as of this time, instead of now",
    at: "the moment that it is about; has to be given"
  } as Readonly<Record<string, string>>,
  columns: "COLUMNS",
  parameters: "PARAMETERS",
  none: "none",
  people:
    "--people and --roster FILE count people instead of ids; `chatledger stats --help` tells the other flags",
  example: "EXAMPLE"
}

const ru: typeof en = {
  meanings: {
    from: "события начиная с этого времени",
    to: "события до этого времени, не включая его; --last 30d говорит и то и другое",
    instance: "только этот инстанс (idInstance); можно повторять",
    chat: "только этот чат (chatId); можно повторять",
    tz: "зона IANA для дней и часов; обычно зона машины",
    as_of: "что действует на это время, а не сейчас",
    at: "момент, о котором речь; его нужно задать"
  },
  columns: "СТОЛБЦЫ",
  parameters: "ПАРАМЕТРЫ",
  none: "нет",
  people:
    "--people и --roster ФАЙЛ считают людей, а не id; об остальных флагах говорит `chatledger stats --help`",
  example: "ПРИМЕР"
}

export const statisticWords = inLanguage({ en, ru })
