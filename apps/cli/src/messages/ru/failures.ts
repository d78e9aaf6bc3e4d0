import type { NotWritableReason } from "@chatledger/export"
import { type FailureStrings, failuresIn } from "../failure.ts"
import { reason as why } from "./reasons.ts"

const tried = (tries: number) => (tries <= 1 ? "" : `, попыток: ${tries}`)

const notWritten: Readonly<Record<NotWritableReason, string>> = {
  denied: "нет прав; выберите папку, в которую можно писать",
  full: "диск заполнен; освободите место или выберите другой диск",
  "read-only": "диск только для чтения; выберите другое место",
  busy: "он открыт в Excel? Закройте его и повторите",
  "not-a-folder": "часть его пути — файл, а не папка",
  other: "операционная система отказала"
}

const sentences: FailureStrings = {
  ArchiveMissing: ({ path }) =>
    `архива ${path} нет: укажите другой через --archive или создайте его командой \`chatledger sync\` или \`chatledger import\``,
  ArchiveNotWritable: ({ path, reason }) => `не удалось записать ${path}: ${why(reason)}`,
  ArchiveUnreadable: ({ path, reason }) => `не удалось прочитать архив ${path}: ${why(reason)}`,
  BadReply: ({ idInstance, method, reason, tries }) =>
    `инстанс ${idInstance}: ответ ${method} непригоден${tried(tries)}, ${why(reason)}; он не сохранён`,
  CacheBusy: ({ path }) =>
    `${path} занят другим процессом chatledger: дождитесь его окончания или добавьте --wait`,
  CacheDamaged: ({ path }) =>
    `база данных ${path} была повреждена и будет построена заново из ответов: выполните ту же команду ещё раз`,
  CacheNotWritable: ({ path, reason }) => `не удалось записать базу данных ${path}: ${why(reason)}`,
  DatasetUnusable: ({ path, reason }) => `набор данных ${path}: ${why(reason)}`,
  ObjectStoreFailed: ({ reason, url }) => `бакет ${url}: ${why(reason)}`,
  EngineFailed: ({ reason, url }) => `движок по адресу ${url}: ${why(reason)}`,
  DatabaseFailed: ({ reason }) => `сбой базы данных: ${why(reason)}`,
  ImportRefused: ({ reason, source }) => `${source}: ${why(reason)}`,
  InstanceStarting: ({ idInstance, tries }) =>
    `инстанс ${idInstance}: ещё запускается (400)${tried(tries)}; повторите через несколько минут`,
  InvalidExport: ({ reason }) => why(reason),
  KeyUnusable: ({ path, reason }) =>
    `файл ключа ${path} ${why(reason)}; создайте ключ командой: openssl rand -hex 32 > ${path}`,
  LockHeld: ({ holder, path }) => `${path} занят: ${holder}; дождитесь окончания`,
  NamesRefused: ({ path, reason }) => `имена в ${path}: ${why(reason)}`,
  NotAuthorised: ({ idInstance, method, status }) =>
    `инстанс ${idInstance}: ${method} — ${status === undefined ? "вызвать нельзя" : "отказано"}, токен неверен${status === undefined ? "" : ` (${status})`}: скопируйте apiTokenInstance из личного кабинета`,
  OutputExists: ({ path }) =>
    `${path} уже существует и создан не прежней выгрузкой либо с тех пор изменён: переместите его, выберите другое место или добавьте --force`,
  OutputNotWritable: ({ keptAt, path, reason }) =>
    `не удалось записать ${path}: ${notWritten[reason]}${keptAt === undefined ? "" : `. Новый файл сохранён как ${keptAt}`}`,
  OutputOfAnother: ({ difference, path }) =>
    `в ${path} другая выгрузка: ${difference}. Выберите другую папку или добавьте --force, чтобы её заменить`,
  QueryFailed: ({ reason, table }) => `запрос ${table} не удался: ${why(reason)}`,
  QueryRefused: ({ line, reason }) => `${why(reason)}${line === undefined ? "" : `\n${line}`}`,
  QueryStopped: ({ reason }) => why(reason),
  QuotaExceeded: ({ idInstance, method, status }) =>
    status === 469
      ? `инстанс ${idInstance}: ${method} — отказано из-за слишком большого числа вызовов (469): повторите через два часа`
      : `инстанс ${idInstance}: месячная квота вызовов исчерпана (466): смените тариф в личном кабинете или подождите до следующего месяца`,
  RateLimited: ({ idInstance, method, status, tries }) =>
    `инстанс ${idInstance}: ${method} вызывается слишком часто${status === 200 ? "" : " (429)"}${tried(tries)}; к этому инстансу обращается другая программа, повторите позже`,
  Redirected: ({ idInstance, method }) =>
    `инстанс ${idInstance}: ${method} перенаправлен на другой адрес, а переадресация не выполняется: укажите в apiUrl конечный адрес`,
  Refused: ({ idInstance, method, status }) =>
    `инстанс ${idInstance}: ${method} не удался, ${status === 404 ? "по этому apiUrl такого метода нет (404)" : `сервис отказал (статус ${status ?? "неизвестен"})`}: сверьте apiUrl с личным кабинетом`,
  ReplyTooLarge: ({ idInstance, maxBytes, method }) =>
    `инстанс ${idInstance}: ответ ${method} больше ${Math.floor(maxBytes / 1024 / 1024)} МиБ и не сохранён: укажите меньше --minutes`,
  RosterRefused: ({ path, reason }) => `список людей ${path}: ${why(reason)}`,
  ServerFailed: ({ code, host, port }) =>
    `${host}:${port}: сервер не может принимать соединения (${code}): выберите другой --port или --host`,
  SnapshotDamaged: ({ path, reason, snapshotId }) =>
    `${path} повреждён: ${snapshotId === undefined ? "" : `ответ ${snapshotId}: `}${why(reason)}; восстановите этот файл из резервной копии или импортируйте сохранённый ответ снова`,
  Unavailable: ({ idInstance, method, reason, tries }) =>
    `инстанс ${idInstance}: ${method} не удался${tried(tries)}, ${why(reason)}: повторите позже; если ошибка остаётся, проверьте сеть и apiUrl`,
  UsageError: ({ reason }) => why(reason),
  WrongAddress: ({ idInstance }) =>
    `инстанс ${idInstance}: apiUrl — не адрес вида https://1101.api.green-api.com: скопируйте его из личного кабинета, без пути и токена`,
  WrongInstance: ({ idInstance, method }) =>
    `инстанс ${idInstance}: ${method} — отказано, по этому apiUrl такого idInstance нет (403): сверьте оба с личным кабинетом`
}

export const failure = failuresIn(sentences)
