// What is said while replies come into the archive: sync and import.
import { type NeededSetting, neededSettings } from "@chatledger/core"
import { counted, number } from "./counts.ts"
import { forMessages } from "./language.ts"
import { lostInRussian } from "./settings.ts"

const en = {
  journals: "--journal takes incoming, outgoing, or incoming,outgoing",
  minutes: "--minutes has to be 1 or more",
  everyTooLong: "--every has to be 7d or less: the journal forgets",
  shard: (given: string) => `--shard ${given}: write 1/3, 2/3 or 3/3 for three shards`,
  newArchive: (path: string) => `a new archive begins at ${path}`,
  archiveGone: (path: string, note: string) =>
    `there is no archive at ${path} any more, where ${note} says that one was: mount it or move it back; --new begins a new one`,
  archiveElsewhere: (path: string, note: string, known: string) =>
    `there is no archive at ${path}; this configuration keeps its archive at ${known}, as ${note} says: correct the path; --new begins a new one`,
  archiveOther: (path: string, note: string) =>
    `the archive at ${path} is another one than ${note} names: mount or name the right one; --new goes on with this one`,
  gone: (path: string) =>
    `there is no archive at ${path} any more: mount it or move it back; nothing is asked for until then`,
  replaced: (path: string) =>
    `the archive at ${path} is another one than a round before: mount the right one; nothing is asked for until then`,
  noNote: (note: string, reason: string) =>
    `${note} cannot be written, so an archive that goes away would not be missed: ${reason}`,
  nothingInShard: "no configured instance is in this shard: nothing to do",
  calls: (calls: string, free: string, hours: number) =>
    `this interval makes about ${calls} calls a month for each instance; the free plan has ${free}: there, take --every ${hours}h or longer`,
  state: (state: string) =>
    `its state is ${state}: what is written now may never appear; open the console and authorise it`,
  clockOff: (seconds: number, isBehind: boolean) =>
    `the clock of this machine is ${number(seconds)} s ${isBehind ? "behind" : "ahead of"} the service's: set it (NTP); until then replies are ordered by the service's`,
  lost: (name: NeededSetting) => `${neededSettings[name]} (${name})`,
  keptOut: (what: string) => `its settings keep out ${what}: chatledger doctor --fix switches them on`,
  skipped: (holder: string) => `skipped, another sync is at it (${holder})`,
  fault: (position: number, detail: string, code: string) => `record ${position}: ${detail} (${code})`,
  synced: (count: number) => `${number(count)} synced`,
  failed: (count: number) => `${number(count)} failed`,
  skippedCount: (count: number) => `${number(count)} skipped`,
  changed: (count: number) => `${number(count)} changed`,
  ofAll: (done: number, all: string) => `${number(done)} of ${all}`,
  stretch: (from: string, to: string) => `${from} to ${to}`,
  covered: (journal: string, stretch: string) => `${journal} covered ${stretch}`,
  openGap: (stretch: string, until: string | undefined) =>
    `nothing was fetched for ${stretch}; the next sync asks for it${until === undefined ? "" : `, and can until ${until}`}`,
  newLoss: (stretch: string) => `${stretch} was not fetched in time and is lost`,
  truncated: (stretch: string) => `the reply for ${stretch} was probably cut`,
  stdin: "standard input",
  states: {
    added: "kept",
    known: "already there",
    retimed: "already there, now with a better time"
  },
  partlyKnown: "partly already there",
  kinds: { calls: "calls", stories: "stories" },
  inMilliseconds: (count: number) =>
    `${counted(count, "record")} with \`timestamp\` in milliseconds, read as such`,
  leftOut: (at: number, reason: string) => `what begins at byte ${number(at)} ${reason}; it was left out`,
  guess: ", its time is a guess (--requested-at tells)",
  andMoreFaults: (count: number) => `and ${counted(count, "moreFault")}`,
  unreadable: "it cannot be read",
  noIdInstance: (given: string) => `--instance ${given} is no idInstance: it is a number such as 1101000001`,
  importing: (place: number, all: number, name: string) =>
    `importing ${number(place)} of ${number(all)}: ${name}`,
  kept: (count: number) => `${number(count)} kept`,
  alreadyThere: (count: number) => `${number(count)} already there`,
  refused: (count: number) => `${number(count)} refused`,
  notImported: (count: number) => `${number(count)} not imported`
}

const ru: typeof en = {
  journals: "--journal бывает incoming, outgoing или incoming,outgoing",
  minutes: "--minutes — от 1 и больше",
  everyTooLong: "--every — не больше 7d: журнал забывает",
  shard: (given) => `--shard ${given}: для трёх частей пишите 1/3, 2/3 или 3/3`,
  newArchive: (path) => `начат новый архив: ${path}`,
  archiveGone: (path, note) =>
    `архива ${path} больше нет, а ${note} говорит, что он там был: подключите его или верните на место; --new начнёт новый`,
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
  lost: (name) => `${lostInRussian(name)} (${name})`,
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

export const recordingWords = forMessages({ en, ru })
