import type { selection as en } from "../en/selection.ts"

export const selection: typeof en = {
  lastAndFrom: "--last и --from несовместимы: оставьте одно",
  fromAfterTo:
    "--from должно быть раньше --to, которое не включается: для одного дня укажите в --to следующий",
  machineZone: (zone) => `время — в часовом поясе этого компьютера, ${zone}: другой задаёт --tz`,
  zone: (zone) => `время — в часовом поясе ${zone}`,
  noTime: (flag, text) =>
    `--${flag} ${text} — не время: укажите 2026-01-31 или 31.01.2026, 2026-01-31T14:05 или 2026-01-31T14:05:09Z`,
  noLength: (flag, text) => `--${flag} ${text} — не длительность: укажите 30s, 5m, 24h, 7d или 2w`,
  noZone: (zone) => `--tz ${zone} — не часовой пояс: укажите имя IANA, например Europe/Moscow или UTC`,
  saidTwice: (flag, parameter) => `--${flag} и --param ${parameter} задают одно и то же: оставьте одно`,
  noParameter: (statistic, flag, known) =>
    `у ${statistic} нет --${flag}: ${known === "" ? "у неё нет параметров" : `есть ${known}`}`,
  listFormat: (format) => `список статистик доступен как table или json, а не ${format}`,
  wordParameter: (name, given) =>
    `--param ${name}=${given}: укажите min_length=4, language=ru или en, stop_words=ru, en или ru,en`,
  noQuery: "нет запроса: укажите его в команде, через --file или передайте по каналу",
  stdinUnreadable: "не удалось прочитать стандартный ввод",
  queryAndFile: "запрос и --file несовместимы: оставьте одно",
  queryAndPath: "запрос и --print-path несовместимы: оставьте одно",
  fileUtf16: (path) => `--file ${path} — текст UTF-16: сохраните его как UTF-8`,
  needsArchive: (statistic) => `${statistic} считается только по архиву: без --dataset и --engine`,
  fileUnreadable: (path, reason) => `не удалось прочитать --file ${path}: ${reason}`,
  unsafe:
    "--unsafe: команды могут читать и изменять любые ваши файлы, обращаться к сети, загружать расширения и менять настройки; таблицы архива доступны только для чтения",
  outNoName: (path) => `в --out ${path} нет имени файла: добавьте его`,
  outFolder: (path) => `--out ${path} — папка: укажите файл в ней`,
  outNotPlain: (path) => `--out ${path} — не обычный файл: используйте --out - и канал`,
  noFormat: (path, endings) =>
    `по имени ${path} не определить формат: используйте расширение ${endings} или добавьте --format`,
  notForTerminal: (format) => `${format} нельзя показать на терминале: укажите файл через --out`,
  noSize: (flag, text) => `--${flag} ${text} — не размер: укажите 800MB или 4GB`,
  sizeTooSmall: (flag, text, least) => `--${flag} ${text} — слишком мало: не меньше ${least}MB`,
  noInstance: (instance, known) => `в этом архиве нет инстанса ${instance}: есть ${known}`
}
