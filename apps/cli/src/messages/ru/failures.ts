import type { NotWritableReason } from "@chatledger/export"
import { type FailureStrings, failuresIn } from "../failure.ts"
import { reason as why } from "./reasons.ts"

const tried = (tries: number) => (tries <= 1 ? "" : `, попыток: ${tries}`)

const notWritten: Readonly<Record<NotWritableReason, string>> = {
  denied: "нет прав; выберите папку, в которую можно писать",
  full: "диск полон; освободите место или выберите другой диск",
  "read-only": "диск только для чтения; выберите другое место",
  busy: "он открыт в Excel? Закройте его и повторите",
  "not-a-folder": "часть его пути — файл, а не папка",
  other: "операционная система отказала"
}

const sentences: FailureStrings = {
  ArchiveMissing: ({ path }) =>
    `архива ${path} нет: назовите другой через --archive или сделайте его командой \`chatledger import\``,
  ArchiveNotWritable: ({ path, reason }) => `${path} не записывается: ${why(reason)}`,
  ArchiveUnreadable: ({ path, reason }) => `${path} не читается как архив: ${why(reason)}`,
  BadReply: ({ idInstance, method, reason, tries }) =>
    `инстанс ${idInstance}: ответ ${method} негоден${tried(tries)}, ${why(reason)}; ничего из него не сохранено`,
  CacheBusy: ({ path }) => `${path} занят другим chatledger: подождите, пока он кончит, или добавьте --wait`,
  CacheDamaged: ({ path }) =>
    `таблицы ${path} были повреждены и строятся заново из ответов: выполните ту же команду ещё раз`,
  CacheNotWritable: ({ path, reason }) => `таблицы ${path} не записываются: ${why(reason)}`,
  DatabaseFailed: ({ reason }) => `сбой базы данных: ${why(reason)}`,
  ImportRefused: ({ reason, source }) => `${source}: ${why(reason)}`,
  InstanceStarting: ({ idInstance, tries }) =>
    `инстанс ${idInstance}: ещё запускается (400)${tried(tries)}; повторите через несколько минут`,
  InvalidExport: ({ reason }) => why(reason),
  KeyUnusable: ({ path, reason }) =>
    `файл ключа ${path} ${why(reason)}; ключ делает команда: openssl rand -hex 32 > ${path}`,
  LockHeld: ({ holder, path }) => `${path} занят: ${holder}; подождите, пока он кончит`,
  NamesRefused: ({ path, reason }) => `имена в ${path}: ${why(reason)}`,
  NotAuthorised: ({ idInstance, method, status }) =>
    `инстанс ${idInstance}: ${method} — ${status === undefined ? "спросить нельзя" : "отказано"}, токен неверен${status === undefined ? "" : ` (${status})`}: скопируйте apiTokenInstance из консоли`,
  OutputExists: ({ path }) =>
    `${path} уже есть, и записан не прежней выгрузкой этого архива или с тех пор изменён: уберите его, выберите другое место или добавьте --force`,
  OutputNotWritable: ({ keptAt, path, reason }) =>
    `${path} не записывается: ${notWritten[reason]}${keptAt === undefined ? "" : `. Новый файл остался как ${keptAt}`}`,
  OutputOfAnother: ({ difference, path }) =>
    `в ${path} лежит другая выгрузка: ${difference}. Выберите другую папку или добавьте --force, чтобы её заменить`,
  QueryFailed: ({ reason, table }) => `запрос ${table} не удался: ${why(reason)}`,
  QueryRefused: ({ line, reason }) => `${why(reason)}${line === undefined ? "" : `\n${line}`}`,
  QueryStopped: ({ reason }) => why(reason),
  QuotaExceeded: ({ idInstance, method, status }) =>
    status === 469
      ? `инстанс ${idInstance}: ${method} — отказано, спрошено слишком много (469): повторите через два часа`
      : `инстанс ${idInstance}: месячная квота вызовов кончилась (466): смените тариф в консоли или подождите до следующего месяца`,
  RateLimited: ({ idInstance, method, status, tries }) =>
    `инстанс ${idInstance}: ${method} спрашивают слишком часто${status === 200 ? "" : " (429)"}${tried(tries)}; этот инстанс спрашивает кто-то ещё, повторите позже`,
  Redirected: ({ idInstance, method }) =>
    `инстанс ${idInstance}: на ${method} ответили переадресацией, по ней не ходят никогда: укажите в apiUrl конечный адрес`,
  Refused: ({ idInstance, method, status }) =>
    `инстанс ${idInstance}: ${method} не удался, ${status === 404 ? "по этому apiUrl такого метода нет (404)" : `сервис отказал (статус ${status ?? "неизвестен"})`}: сравните apiUrl с консолью`,
  ReplyTooLarge: ({ idInstance, maxBytes, method }) =>
    `инстанс ${idInstance}: ответ ${method} больше ${Math.floor(maxBytes / 1024 / 1024)} МиБ, ничего из него не сохранено: спросите за меньшее число минут`,
  RosterRefused: ({ path, reason }) => `список людей ${path}: ${why(reason)}`,
  ServerFailed: ({ code, host, port }) =>
    `${host}:${port}: слушать здесь нельзя (${code}): выберите другой --port или --host`,
  SnapshotDamaged: ({ path, reason, snapshotId }) =>
    `${path} повреждён: ${snapshotId === undefined ? "" : `ответ ${snapshotId}: `}${why(reason)}; восстановите этот файл из копии или внесите сохранённый ответ снова`,
  Unavailable: ({ idInstance, method, reason, tries }) =>
    `инстанс ${idInstance}: ${method} не удался${tried(tries)}, ${why(reason)}: повторите позже, а если не пройдёт — проверьте сеть и apiUrl`,
  UsageError: ({ reason }) => why(reason),
  WrongAddress: ({ idInstance }) =>
    `инстанс ${idInstance}: apiUrl — не адрес вида https://1101.api.green-api.com: скопируйте его из консоли, без пути и токена`,
  WrongInstance: ({ idInstance, method }) =>
    `инстанс ${idInstance}: ${method} — отказано, по этому apiUrl такого idInstance нет (403): сравните оба с консолью`
}

export const failure = failuresIn(sentences)
