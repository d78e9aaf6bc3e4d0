// What is said of flags that choose: times, zones, statistics, queries, and where an answer goes.
import { forMessages } from "./language.ts"

const en = {
  lastAndFrom: "--last and --from exclude each other",
  fromAfterTo: "--from has to be before --to",
  machineZone: (zone: string) => `times are in ${zone}, the zone of this machine: --tz names another`,
  zone: (zone: string) => `times are in ${zone}`,
  noTime: (flag: string, text: string) =>
    `--${flag} ${text} is no time: write 2026-01-31, 2026-01-31T14:05 or 2026-01-31T14:05:09Z`,
  noLength: (flag: string, text: string) =>
    `--${flag} ${text} is no length of time: write 30s, 5m, 24h, 7d or 2w`,
  noZone: (zone: string) => `--tz ${zone} is no time zone: write an IANA name such as Europe/Moscow or UTC`,
  saidTwice: (flag: string, parameter: string) => `--${flag} and --param ${parameter} say the same: give one`,
  noParameter: (statistic: string, flag: string, known: string) =>
    `${statistic} has no --${flag}: it has ${known === "" ? "no parameters" : known}`,
  listFormat: (format: string) => `the list of statistics is table or json, not ${format}`,
  noQuery: "there is no query: write it as an argument, name a file with --file, or pipe it in",
  stdinUnreadable: "standard input cannot be read",
  queryAndFile: "a query and --file exclude each other",
  queryAndPath: "a query and --print-path exclude each other",
  fileUtf16: (path: string) => `--file ${path} is UTF-16 text: save it as UTF-8`,
  fileUnreadable: (path: string, reason: string) => `--file ${path} cannot be read: ${reason}`,
  unsafe:
    "--unsafe: statements can read and write any of your files, reach the network, load extensions and change settings; the tables of the archive stay read-only",
  outNoName: (path: string) => `--out ${path} names no file: add a file name`,
  outFolder: (path: string) => `--out ${path} is a folder: name a file in it`,
  outNotPlain: (path: string) => `--out ${path} is no plain file: use --out - and a pipe`,
  noFormat: (path: string, endings: string) =>
    `the name ${path} tells no format: let it end in ${endings}, or add --format`,
  notForTerminal: (format: string) => `${format} is not for a terminal: name a file with --out`,
  noSize: (flag: string, text: string) => `--${flag} ${text} is no size: write 800MB or 4GB`,
  sizeTooSmall: (flag: string, text: string, least: number) =>
    `--${flag} ${text} is too little: ${least}MB at least`,
  noInstance: (instance: string, known: string) =>
    `there is no instance ${instance} in this archive: there are ${known}`
}

const ru: typeof en = {
  lastAndFrom: "--last и --from вместе не бывают: оставьте одно",
  fromAfterTo: "--from должно быть раньше --to",
  machineZone: (zone) => `время — в зоне этой машины, ${zone}: --tz задаёт другую`,
  zone: (zone) => `время — в зоне ${zone}`,
  noTime: (flag, text) =>
    `--${flag} ${text} — не время: пишите 2026-01-31, 2026-01-31T14:05 или 2026-01-31T14:05:09Z`,
  noLength: (flag, text) => `--${flag} ${text} — не длительность: пишите 30s, 5m, 24h, 7d или 2w`,
  noZone: (zone) => `--tz ${zone} — не часовая зона: пишите имя IANA, например Europe/Moscow или UTC`,
  saidTwice: (flag, parameter) => `--${flag} и --param ${parameter} говорят одно и то же: оставьте одно`,
  noParameter: (statistic, flag, known) =>
    `у ${statistic} нет --${flag}: ${known === "" ? "у неё нет параметров" : `есть ${known}`}`,
  listFormat: (format) => `список статистик бывает table или json, а не ${format}`,
  noQuery: "нет запроса: напишите его в команде, назовите файл через --file или передайте по каналу",
  stdinUnreadable: "стандартный ввод не читается",
  queryAndFile: "запрос и --file вместе не бывают: оставьте одно",
  queryAndPath: "запрос и --print-path вместе не бывают: оставьте одно",
  fileUtf16: (path) => `--file ${path} — текст UTF-16: сохраните его как UTF-8`,
  fileUnreadable: (path, reason) => `--file ${path} не читается: ${reason}`,
  unsafe:
    "--unsafe: команды могут читать и писать любые ваши файлы, ходить в сеть, загружать расширения и менять настройки; таблицы архива открыты только на чтение",
  outNoName: (path) => `--out ${path} не называет файла: добавьте имя файла`,
  outFolder: (path) => `--out ${path} — папка: назовите файл в ней`,
  outNotPlain: (path) => `--out ${path} — не обычный файл: пишите --out - и передавайте по каналу`,
  noFormat: (path, endings) =>
    `по имени ${path} формат не понять: пусть кончается на ${endings}, или добавьте --format`,
  notForTerminal: (format) => `${format} не для терминала: назовите файл через --out`,
  noSize: (flag, text) => `--${flag} ${text} — не размер: пишите 800MB или 4GB`,
  sizeTooSmall: (flag, text, least) => `--${flag} ${text} — слишком мало: не меньше ${least}MB`,
  noInstance: (instance, known) => `в этом архиве нет инстанса ${instance}: есть ${known}`
}

export const choosingWords = forMessages({ en, ru })
