// What the doctor says. Its JSON is for programs, and stays English, as are the names of subjects and checks there.
import { type NeededSetting, neededSettings } from "@chatledger/core"
import { valuesOf } from "../program.ts"
import { failureWords } from "./failures.ts"
import { forMessages } from "./language.ts"
import { reasonWords } from "./reasons.ts"
import { lostInRussian } from "./settings.ts"

const en = {
  progress: "asking the service",
  notAsked: "was not asked",
  addWait: (message: string) => `${message}, or add --wait`,
  unencrypted: "the token travels unencrypted: use https",
  none: "none",
  tokenFrom: (mask: string, where: string) => `${mask} from ${where}`,
  variable: (name: string) => `variable ${name}`,
  openToken: (path: string) => `others on this machine can read it: chmod 600 ${path}`,
  called: (id: string, name: string) => `${id}, called ${name}`,
  writable: "the folder can be written",
  otherArchive: "another archive, or none, is where this configuration had its own",
  rightArchive: "mount the disk, or correct the path; `chatledger sync --new` goes on with what is there",
  willBeMade: "the first sync or import makes the folder",
  notWritable: (folder: string) => `${folder} cannot be written`,
  openFolder: (path: string) => `others on this machine can look into it: chmod 700 ${path}`,
  free: (room: string) => `${room} free`,
  littleRoom: "make room: a full disk stops recording, and the journal forgets",
  couldNotBeAsked: "could not be asked",
  proxyFor: (scheme: string, address: string) => `${address}, for ${scheme}`,
  usualAuthorities: "those that Node.js brings",
  systemAuthorities: "those that this system believes",
  moreAuthorities: (count: number, path: string) =>
    `those that Node.js brings, and ${count} ${count === 1 ? "certificate" : "certificates"} in ${path}`,
  authoritiesUnused: (path: string) => `those that Node.js brings; ${path} is not used`,
  authoritiesWanted: (why: string) => `${why}; NODE_EXTRA_CA_CERTS has to name a file of certificates in PEM`,
  noCertificate: "no certificate stands in it",
  unchecked: "nobody's certificate is checked",
  checkAgain:
    "whoever is on the way can read the token: unset it, and name your own CA in NODE_EXTRA_CA_CERTS",
  states: {
    notAuthorized: "nothing is recorded: open the console and scan the QR code with the phone",
    blocked: "the number is blocked by WhatsApp: nothing is recorded",
    starting: "it is being started: ask again in some minutes",
    suspended: "the number is suspended: nothing is recorded until it is free again",
    sleepMode: "the phone is switched off: nothing is recorded until it is on",
    yellowCard: "sending is limited by WhatsApp; what comes in is recorded"
  },
  seeConsole: "see the console",
  notTold: "not told",
  lost: (setting: NeededSetting) => `lost while it is off: ${neededSettings[setting]}`,
  clock: (seconds: number, isBehind: boolean) =>
    `this machine is ${seconds} s ${isBehind ? "behind" : "ahead of"} the service`,
  setClock: "set the clock of this machine (NTP): times of requests are told by it",
  set: (names: string) => `${names} set to yes`,
  takesMinutes: "it takes up to 5 minutes until the service records by them",
  notSaved: "the service did not save the settings",
  setInConsole: "set them in the console",
  untilNow: (value: string) => `${value} until now, set to yes`,
  names: { withoutProxy: "without proxy", authorities: "certificate authorities" } as Readonly<
    Record<string, string>
  >
}

const ru: typeof en = {
  progress: "спрашиваем сервис",
  notAsked: "не спрошен",
  addWait: (message) => `${message}, или добавьте --wait`,
  unencrypted: "токен идёт без шифрования: нужен https",
  none: "нет",
  tokenFrom: (mask, where) => `${mask}, откуда: ${where}`,
  variable: (name) => `переменная ${name}`,
  openToken: (path) => `его могут прочитать другие на этой машине: chmod 600 ${path}`,
  called: (id, name) => `${id}, имя — ${name}`,
  writable: "в папку можно писать",
  otherArchive: "там, где у этих настроек был архив, — другой или никакого",
  rightArchive: "подключите диск или исправьте путь; `chatledger sync --new` продолжит с тем, что есть",
  willBeMade: "папку сделает первая синхронизация или импорт",
  notWritable: (folder) => `в ${folder} писать нельзя`,
  openFolder: (path) => `туда могут заглянуть другие на этой машине: chmod 700 ${path}`,
  free: (room) => `свободно ${room}`,
  littleRoom: "освободите место: на полном диске запись остановится, а журнал забывает",
  couldNotBeAsked: "спросить не удалось",
  proxyFor: (scheme, address) => `${address}, для ${scheme}`,
  usualAuthorities: "те, что есть в Node.js",
  systemAuthorities: "те, которым доверяет эта система",
  moreAuthorities: (count, path) => `те, что есть в Node.js, и сертификаты (${count}) из ${path}`,
  authoritiesUnused: (path) => `те, что есть в Node.js; ${path} не используется`,
  authoritiesWanted: (why) => `${why}; NODE_EXTRA_CA_CERTS должен называть файл с сертификатами PEM`,
  noCertificate: "в нём нет ни одного сертификата",
  unchecked: "сертификаты не проверяются вовсе",
  checkAgain:
    "токен может прочитать любой по дороге: уберите её, а свой центр сертификации назовите в NODE_EXTRA_CA_CERTS",
  states: {
    notAuthorized: "ничего не записывается: откройте консоль и отсканируйте QR-код телефоном",
    blocked: "номер заблокирован в WhatsApp: ничего не записывается",
    starting: "запускается: спросите снова через несколько минут",
    suspended: "номер приостановлен: ничего не записывается, пока его не освободят",
    sleepMode: "телефон выключен: ничего не записывается, пока его не включат",
    yellowCard: "WhatsApp ограничил отправку; то, что приходит, записывается"
  },
  seeConsole: "смотрите консоль",
  notTold: "не сказано",
  lost: (setting) => `пока выключено, теряется: ${lostInRussian(setting)}`,
  clock: (seconds, isBehind) =>
    `эта машина ${isBehind ? "отстаёт от сервиса" : "спешит против сервиса"} на ${seconds} с`,
  setClock: "поставьте часы этой машины (NTP): по ним пишется время запросов",
  set: (names) => `включено: ${names}`,
  takesMinutes: "сервис начнёт записывать по ним в течение 5 минут",
  notSaved: "сервис не сохранил настройки",
  setInConsole: "включите их в консоли",
  untilNow: (value) => `до сих пор ${value}, теперь yes`,
  names: {
    archive: "архив",
    ok: "хорошо  ",
    warning: "внимание",
    problem: "плохо   ",
    folder: "папка",
    writing: "запись",
    permissions: "права",
    disk: "диск",
    identity: "какой это архив",
    network: "сеть",
    proxy: "прокси",
    withoutProxy: "без прокси",
    authorities: "центры сертификации",
    certificates: "сертификаты",
    token: "токен",
    service: "сервис",
    state: "состояние",
    settings: "настройки",
    clock: "часы",
    fix: "включение",
    default: "обычное значение",
    environment: "окружение"
  }
}

const asked = valuesOf("--format").at(-1) ?? (process.stdout.isTTY ? "text" : "json")

/** The wording for what the doctor finds. */
export const forDoctor = <Words>(wordings: { readonly en: Words; readonly ru: Words }): Words =>
  asked === "text" ? forMessages(wordings) : wordings.en

export const doctorWords = forDoctor({ en, ru })

const isEnglish = doctorWords === en

/** What a failure of the service says. */
export const adviceOf = (error: { readonly _tag: string; readonly message: string }): string =>
  isEnglish ? error.message : failureWords(error)

/** Why something could not be done. */
export const because = (reason: string): string => (isEnglish ? reason : reasonWords(reason))
