import { issueInRussian } from "@chatledger/core/internal"
import type { recording as en } from "../en/recording.ts"
import { counted, number } from "./counts.ts"

export const recording: typeof en = {
  journals: "--journal может быть incoming, outgoing или incoming,outgoing",
  minutes: "--minutes — от 1 до 5256000, то есть до десяти лет",
  everyTooLong: "--every должно быть не больше 7d: сервис хранит журнал ограниченное время",
  shard: (given) => `--shard ${given}: для трёх частей укажите 1/3, 2/3 или 3/3`,
  newArchive: (path) => `начат новый архив: ${path}`,
  archiveGone: (path, note) =>
    `архива ${path} больше нет, хотя он указан в ${note}: подключите его или верните на место; чтобы начать новый, добавьте --new`,
  noteUnread: (path, note, reason) =>
    `архива ${path} нет, а файл ${note}, где записано, был ли он, не удалось прочитать (${reason}): откройте к нему доступ или начните новый архив с --new`,
  archiveElsewhere: (path, note, known) =>
    `архива ${path} нет; согласно ${note}, архив этих настроек — ${known}: исправьте путь; чтобы начать новый, добавьте --new`,
  archiveOther: (path, note) =>
    `архив ${path} — не тот, что записан в ${note}: подключите или укажите нужный; чтобы продолжить с этим, добавьте --new`,
  gone: (path) =>
    `архива ${path} больше нет: подключите его или верните на место; до тех пор ничего не запрашивается`,
  replaced: (path) =>
    `архив ${path} — не тот, что был в прошлый раз: подключите нужный; до тех пор ничего не запрашивается`,
  noNote: (note, reason) =>
    `не удалось записать ${note}, поэтому пропажа архива останется незамеченной: ${reason}`,
  nothingInShard: "в этой части нет ни одного настроенного инстанса: делать нечего",
  calls: (calls, free, hours) =>
    `с таким интервалом получается около ${calls} вызовов в месяц на инстанс, а в бесплатном тарифе их ${free}: для него укажите --every ${hours}h или больше`,
  state: (state) =>
    `состояние — ${state}: сообщения, отправленные сейчас, могут не записаться; откройте личный кабинет и авторизуйте инстанс`,
  clockOff: (by, isBehind) =>
    `часы этого компьютера ${isBehind ? "отстают от часов сервиса" : "опережают часы сервиса"} на ${by}: исправьте их (NTP); до тех пор ответы упорядочиваются по часам сервиса`,
  keptOut: (what) => `настройки не дают записывать: ${what}; chatledger doctor --fix включит их`,
  skipped: (holder) => `пропущен, идёт другая синхронизация (${holder})`,
  fault: (position, detail, code) => `запись ${position}: ${issueInRussian(code, detail)} (${code})`,
  synced: (count) => `готово: ${number(count)}`,
  failed: (count) => `с ошибкой: ${number(count)}`,
  skippedCount: (count) => `пропущено: ${number(count)}`,
  changed: (count) => `изменено: ${number(count)}`,
  ofAll: (done, all) => `${number(done)} / ${all}`,
  stretch: (from, to) => `${from} — ${to}`,
  covered: (journal, stretch) => `${journal}: покрыто ${stretch}`,
  openGap: (stretch, until) =>
    `не запрошен период ${stretch}; его запросит следующая синхронизация${until === undefined ? "" : `, если она пройдёт до ${until}`}`,
  newLoss: (stretch) => `период ${stretch} не был запрошен вовремя и потерян`,
  truncated: (stretch) => `ответ за ${stretch}, вероятно, обрезан`,
  directory: (what) => `справочник: ${what}`,
  noCallJournals: "сервис не даёт этому инстансу журналы звонков: они в бета-версии",
  callsFetched: (count) => `журналы звонков: ${counted(count, "record")}`,
  groupsLeft: (count) => `${counted(count, "group")} — при следующей синхронизации`,
  withoutId: (count) => `без пригодного id: ${number(count)}`,
  emptyList: (journal) => `${journal} пуст, запрос будет повторён позже`,
  refusedGroups: (count) =>
    `${counted(count, "group")} — отказано: аккаунт больше не участник; следующая попытка через неделю`,
  directoryWaits: (until) => `справочник: квота вызовов исчерпана; имена не будут запрашиваться до ${until}`,
  healed: (histories, records) =>
    `запрошена история вокруг утраченного времени: ${counted(histories, "chat")}, получено: ${counted(records, "record")}; подробнее: \`chatledger stats healed_gaps\``,
  notHealed:
    "утраченное время не восполняется, пока часы этого компьютера неверны: по ним определяется, что утрачено. Исправьте их (NTP) и повторите sync --heal",
  stdin: "стандартный ввод",
  states: {
    added: "добавлен",
    known: "уже есть",
    retimed: "уже есть, время уточнено",
    reread: "уже есть, теперь читается так"
  },
  partlyKnown: "часть уже есть",
  kinds: { calls: "звонки", stories: "статусы" },
  phone: (chat, order, zone) =>
    `${chat}, ${order === "dmy" ? "день перед месяцем" : "месяц перед днём"}, ${zone}`,
  requestedBefore: (newest) =>
    `самая новая запись — ${newest}, позже указанного времени запроса: проверьте --requested-at, --tz или время изменения файла`,
  requestedInFuture: "--requested-at — время в будущем",
  inMilliseconds: (count) => `${counted(count, "record")} с \`timestamp\` в миллисекундах, пересчитано`,
  leftOut: (at, reason) => `часть с байта ${number(at)}: ${reason}; она пропущена`,
  guess: ", его время — оценка (точное время задаёт --requested-at)",
  andMoreFaults: (count) => `и ещё ${counted(count, "moreFault")}`,
  unreadable: "не удалось прочитать",
  noIdInstance: (given) => `--instance ${given} — не idInstance: это число, например 1101000001`,
  importing: (place, all, name) => `импорт ${number(place)} из ${number(all)}: ${name}`,
  kept: (count) => `добавлено: ${number(count)}`,
  alreadyThere: (count) => `уже есть: ${number(count)}`,
  refused: (count) => `не принято: ${number(count)}`,
  notImported: (count) => `не импортировано: ${number(count)}`
}
