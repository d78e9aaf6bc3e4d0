// What a failure says, by its tag: in English its own words, in Russian those that stand here, made of the same fields.
//
// A tag without Russian words does not compile. Reasons that a failure carries as text are translated by `reasons.ts`.
import type {
  CacheBusy,
  CacheDamaged,
  CacheNotWritable,
  KeyUnusable,
  NamesRefused,
  QueryRefused,
  RosterRefused,
  UsageError
} from "@chatledger/analytics"
import type {
  ArchiveMissing,
  ArchiveNotWritable,
  ArchiveUnreadable,
  ImportRefused,
  LockHeld,
  SnapshotDamaged
} from "@chatledger/archive"
import type { JournalError } from "@chatledger/core"
import type {
  InvalidExport,
  OutputExists,
  OutputNotWritable,
  OutputOfAnother,
  QueryFailed
} from "@chatledger/export"
import type { ServerFailed } from "@chatledger/journal-server"
import { reasonIn } from "./reasons.ts"
import { messageLanguage } from "./strings.ts"

/** The failure of the sandbox: a query that a limit has stopped. */
interface QueryStopped {
  readonly _tag: "QueryStopped"
  readonly message: string
  readonly reason: string
}

type Failure =
  | ArchiveMissing
  | ArchiveNotWritable
  | ArchiveUnreadable
  | CacheBusy
  | CacheDamaged
  | CacheNotWritable
  | ImportRefused
  | InvalidExport
  | JournalError
  | KeyUnusable
  | LockHeld
  | NamesRefused
  | OutputExists
  | OutputNotWritable
  | OutputOfAnother
  | QueryFailed
  | QueryRefused
  | QueryStopped
  | RosterRefused
  | ServerFailed
  | SnapshotDamaged
  | UsageError

type Told = { readonly [Tag in Failure["_tag"]]: (error: Extract<Failure, { readonly _tag: Tag }>) => string }

const tried = (tries: number) => (tries <= 1 ? "" : `, попыток: ${tries}`)

const notWritten: Readonly<Record<OutputNotWritable["reason"], string>> = {
  denied: "нет прав; выберите папку, в которую можно писать",
  full: "диск полон; освободите место или выберите другой диск",
  "read-only": "диск только для чтения; выберите другое место",
  busy: "он открыт в Excel? Закройте его и повторите",
  "not-a-folder": "часть его пути — файл, а не папка",
  other: "операционная система отказала"
}

const ru: Told = {
  ArchiveMissing: ({ path }) =>
    `архива ${path} нет: назовите другой через --archive или сделайте его командой \`chatledger import\``,
  ArchiveNotWritable: ({ path, reason }) => `${path} не записывается: ${reasonIn(reason)}`,
  ArchiveUnreadable: ({ path, reason }) => `${path} не читается как архив: ${reasonIn(reason)}`,
  BadReply: ({ idInstance, method, reason, tries }) =>
    `инстанс ${idInstance}: ответ ${method} негоден${tried(tries)}, ${reasonIn(reason)}; ничего из него не сохранено`,
  CacheBusy: ({ path }) => `${path} занят другим chatledger: подождите, пока он кончит, или добавьте --wait`,
  CacheDamaged: ({ path }) =>
    `таблицы ${path} были повреждены и строятся заново из ответов: выполните ту же команду ещё раз`,
  CacheNotWritable: ({ path, reason }) => `таблицы ${path} не записываются: ${reasonIn(reason)}`,
  ImportRefused: ({ reason, source }) => `${source}: ${reasonIn(reason)}`,
  InstanceStarting: ({ idInstance, tries }) =>
    `инстанс ${idInstance}: ещё запускается (400)${tried(tries)}; повторите через несколько минут`,
  InvalidExport: ({ problem }) => reasonIn(problem),
  KeyUnusable: ({ path, reason }) =>
    `файл ключа ${path} ${reasonIn(reason)}; ключ делает команда: openssl rand -hex 32 > ${path}`,
  LockHeld: ({ holder, path }) => `${path} занят: ${holder}; подождите, пока он кончит`,
  NamesRefused: ({ path, reason }) => `имена в ${path}: ${reasonIn(reason)}`,
  NotAuthorised: ({ idInstance, method, status }) =>
    `инстанс ${idInstance}: ${method} — ${status === undefined ? "спросить нельзя" : "отказано"}, токен неверен${status === undefined ? "" : ` (${status})`}: скопируйте apiTokenInstance из консоли`,
  OutputExists: ({ path }) =>
    `${path} уже есть, и записан не прежней выгрузкой этого архива или с тех пор изменён: уберите его, выберите другое место или добавьте --force`,
  OutputNotWritable: ({ keptAt, path, reason }) =>
    `${path} не записывается: ${notWritten[reason]}${keptAt === undefined ? "" : `. Новый файл остался как ${keptAt}`}`,
  OutputOfAnother: ({ difference, path }) =>
    `в ${path} лежит другая выгрузка: ${difference}. Выберите другую папку или добавьте --force, чтобы её заменить`,
  QueryFailed: ({ problem, table }) => `запрос ${table} не удался: ${problem}`,
  QueryRefused: ({ reason }) => reasonIn(reason),
  QueryStopped: ({ reason }) => reasonIn(reason),
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
  RosterRefused: ({ path, reason }) => `список людей ${path}: ${reasonIn(reason)}`,
  ServerFailed: ({ code, host, port }) =>
    `${host}:${port}: слушать здесь нельзя (${code}): выберите другой --port или --host`,
  SnapshotDamaged: ({ path, reason }) =>
    `${path} повреждён: ${reasonIn(reason)}; восстановите этот файл из копии или внесите сохранённый ответ снова`,
  Unavailable: ({ idInstance, method, reason, tries }) =>
    `инстанс ${idInstance}: ${method} не удался${tried(tries)}, ${reasonIn(reason)}: повторите позже, а если не пройдёт — проверьте сеть и apiUrl`,
  UsageError: ({ reason }) => reasonIn(reason),
  WrongAddress: ({ idInstance }) =>
    `инстанс ${idInstance}: apiUrl — не адрес вида https://1101.api.green-api.com: скопируйте его из консоли, без пути и токена`,
  WrongInstance: ({ idInstance, method }) =>
    `инстанс ${idInstance}: ${method} — отказано, по этому apiUrl такого idInstance нет (403): сравните оба с консолью`
}

interface AnyFailure {
  readonly _tag: string
  readonly message: string
}

const isKnown = (error: AnyFailure): error is Failure => Object.hasOwn(ru, error._tag)

/** Files and standard output have failures of their own under the tag of the exporter's: they speak for themselves. */
const speaksForItself = (error: Failure) =>
  error._tag === "OutputNotWritable" && !Object.hasOwn(notWritten, error.reason)

const inRussian = (error: AnyFailure): string => {
  if (!isKnown(error) || speaksForItself(error)) return error.message
  const told: (error: never) => string = ru[error._tag]
  return told(error as never)
}

/** The words of a failure for the user. */
export const failureWords = (error: AnyFailure): string =>
  messageLanguage === "ru" ? inRussian(error) : error.message
