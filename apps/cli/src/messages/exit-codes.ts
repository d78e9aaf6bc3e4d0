// What the exit codes mean, in each language; `docs/cli.md` and `docs/cli.ru.md` are made of this.
import { inLanguage } from "./language.ts"

const en = {
  0: "all done",
  1: "a bug in chatledger",
  2: "usage or configuration: a wrong flag, query, time, or a missing archive",
  3: "partly done: some file, record or instance failed, and is listed",
  4: "not authorised",
  5: "the service is unavailable after retries, or the quota is spent",
  6: "the archive is damaged, locked, or cannot be written",
  7: "output cannot be written",
  130: "interrupted; everything is left whole"
} as const

export type ExitCode = keyof typeof en

const ru: Record<ExitCode, string> = {
  0: "всё сделано",
  1: "ошибка в самом chatledger",
  2: "команда или настройки: неверный флаг, запрос, время, или нет архива",
  3: "сделано не всё: какой-то файл, запись или инстанс не удались и названы",
  4: "нет авторизации",
  5: "сервис недоступен и после повторов, или кончилась квота",
  6: "архив повреждён, занят или не записывается",
  7: "некуда писать результат",
  130: "прервано; всё осталось целым"
}

export const exitCodeWords = inLanguage<Record<ExitCode, string>>({ en, ru })
