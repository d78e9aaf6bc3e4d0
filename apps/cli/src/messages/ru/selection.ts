import type { selection as en } from "../en/selection.ts"

export const selection: typeof en = {
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
  wordParameter: (name, given) =>
    `--param ${name}=${given}: пишите min_length=4, language=ru или en, stop_words=ru, en или ru,en`,
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
