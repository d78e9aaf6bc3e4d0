import type { recording as en } from "../en/recording.ts"
import { counted, number } from "./counts.ts"

export const recording: typeof en = {
  journals: "--journal бывает incoming, outgoing или incoming,outgoing",
  minutes: "--minutes — от 1 и больше",
  everyTooLong: "--every — не больше 7d: журнал забывает",
  shard: (given) => `--shard ${given}: для трёх частей пишите 1/3, 2/3 или 3/3`,
  newArchive: (path) => `начат новый архив: ${path}`,
  archiveGone: (path, note) =>
    `архива ${path} больше нет, а ${note} говорит, что он там был: подключите его или верните на место; --new начнёт новый`,
  noteUnread: (path, note, reason) =>
    `архива ${path} нет, а был ли он, не узнать: ${note} не читается (${reason}); откройте его для чтения или начните заново с --new`,
  archiveElsewhere: (path, note, known) =>
    `архива ${path} нет; у этих настроек он здесь: ${known}, как говорит ${note}; исправьте путь; --new начнёт новый`,
  archiveOther: (path, note) =>
    `архив ${path} — не тот, который называет ${note}: подключите или назовите нужный; --new продолжит этот`,
  gone: (path) =>
    `архива ${path} больше нет: подключите его или верните на место; до тех пор ничего не запрашивается`,
  replaced: (path) =>
    `архив ${path} — не тот, что был в прошлый раз: подключите нужный; до тех пор ничего не запрашивается`,
  noNote: (note, reason) => `${note} не записывается, поэтому пропажу архива никто не заметит: ${reason}`,
  nothingInShard: "в этой части нет ни одного настроенного инстанса: делать нечего",
  calls: (calls, free, hours) =>
    `с таким промежутком выходит около ${calls} вызовов в месяц на инстанс, в бесплатном тарифе их ${free}: для него берите --every ${hours}h или больше`,
  state: (state) =>
    `состояние — ${state}: то, что пишут сейчас, может не появиться никогда; откройте консоль и авторизуйте его`,
  clockOff: (seconds, isBehind) =>
    `часы этой машины ${isBehind ? "отстают от часов сервиса" : "спешат против часов сервиса"} на ${number(seconds)} с: поставьте их (NTP); до тех пор ответы идут по времени сервиса`,
  keptOut: (what) => `настройки не дают записывать: ${what}; chatledger doctor --fix включит их`,
  skipped: (holder) => `пропущен, им занята другая синхронизация (${holder})`,
  fault: (position, detail, code) => `запись ${position}: ${detail} (${code})`,
  synced: (count) => `готово ${number(count)}`,
  failed: (count) => `не удалось ${number(count)}`,
  skippedCount: (count) => `пропущено ${number(count)}`,
  changed: (count) => `изменено ${number(count)}`,
  ofAll: (done, all) => `${number(done)} / ${all}`,
  stretch: (from, to) => `${from} — ${to}`,
  covered: (journal, stretch) => `${journal}: покрыто ${stretch}`,
  openGap: (stretch, until) =>
    `не запрошено ${stretch}; следующая синхронизация спросит${until === undefined ? "" : `, это можно до ${until}`}`,
  newLoss: (stretch) => `${stretch} вовремя не запросили, оно потеряно`,
  truncated: (stretch) => `ответ за ${stretch}, вероятно, обрезан`,
  directory: (what) => `справочник: ${what}`,
  groupsLeft: (count) => `${counted(count, "group")} — в следующую синхронизацию`,
  withoutId: (count) => `без годного id: ${number(count)}`,
  emptyList: (journal) => `${journal} пришёл пустым, позже спросим снова`,
  refusedGroups: (count) =>
    `${counted(count, "group")} — отказано: аккаунт в ней больше не состоит; спросим снова через неделю`,
  directoryWaits: (until) => `справочник: квота вызовов кончилась; имена не спрашиваются до ${until}`,
  stdin: "стандартный ввод",
  states: {
    added: "сохранён",
    known: "уже есть",
    retimed: "уже есть, теперь с лучшим временем"
  },
  partlyKnown: "часть уже есть",
  kinds: { calls: "звонки", stories: "статусы" },
  inMilliseconds: (count) => `${counted(count, "record")} с \`timestamp\` в миллисекундах, так и прочитано`,
  leftOut: (at, reason) => `то, что начинается с байта ${number(at)}: ${reason}; это пропущено`,
  guess: ", его время — догадка (--requested-at скажет точно)",
  andMoreFaults: (count) => `и ещё ${counted(count, "moreFault")}`,
  unreadable: "не читается",
  noIdInstance: (given) => `--instance ${given} — не idInstance: это число, например 1101000001`,
  importing: (place, all, name) => `вносим ${number(place)} из ${number(all)}: ${name}`,
  kept: (count) => `сохранено ${number(count)}`,
  alreadyThere: (count) => `уже есть ${number(count)}`,
  refused: (count) => `не принято ${number(count)}`,
  notImported: (count) => `не внесено ${number(count)}`
}
