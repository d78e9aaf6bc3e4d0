// Messages about selections: times, zones, statistics, queries, and where results go.
export const selection = {
  lastAndFrom: "--last and --from cannot be combined",
  fromAfterTo: "--from must be before --to, which is not included: for one day, give the next day as --to",
  machineZone: (zone: string) => `times are in ${zone}, the time zone of this computer: use --tz for another`,
  zone: (zone: string) => `times are in ${zone}`,
  noTime: (flag: string, text: string) =>
    `--${flag} ${text} is not a time: use 2026-01-31 or 31.01.2026, 2026-01-31T14:05 or 2026-01-31T14:05:09Z`,
  noLength: (flag: string, text: string) => `--${flag} ${text} is not a duration: use 30s, 5m, 24h, 7d or 2w`,
  noZone: (zone: string) => `--tz ${zone} is not a time zone: use an IANA name such as Europe/Moscow or UTC`,
  saidTwice: (flag: string, parameter: string) =>
    `--${flag} and --param ${parameter} are the same: give only one`,
  noParameter: (statistic: string, flag: string, known: string) =>
    `${statistic} has no --${flag}: it has ${known === "" ? "no parameters" : known}`,
  listFormat: (format: string) => `the list of statistics is available as table or json, not ${format}`,
  wordParameter: (name: string, given: string) =>
    `--param ${name}=${given}: use min_length=4, language=ru or en, stop_words=ru, en or ru,en`,
  noQuery: "there is no query: give it as an argument, with --file, or through a pipe",
  stdinUnreadable: "standard input cannot be read",
  queryAndFile: "a query and --file cannot be combined",
  queryAndPath: "a query and --print-path cannot be combined",
  fileUtf16: (path: string) => `--file ${path} is UTF-16 text: save it as UTF-8`,
  needsArchive: (statistic: string) =>
    `${statistic} needs the archive: run it without --dataset and --engine`,
  fileUnreadable: (path: string, reason: string) => `--file ${path} cannot be read: ${reason}`,
  unsafe:
    "--unsafe: statements can read and write any of your files, use the network, load extensions and change settings; the tables of the archive remain read-only",
  outNoName: (path: string) => `--out ${path} has no file name: add one`,
  outFolder: (path: string) => `--out ${path} is a folder: give a file in it`,
  outNotPlain: (path: string) => `--out ${path} is not a regular file: use --out - and a pipe`,
  noFormat: (path: string, endings: string) =>
    `cannot determine the format from ${path}: use one of the extensions ${endings}, or add --format`,
  notForTerminal: (format: string) => `${format} cannot be shown on a terminal: give a file with --out`,
  noSize: (flag: string, text: string) => `--${flag} ${text} is not a size: use 800MB or 4GB`,
  sizeTooSmall: (flag: string, text: string, least: number) =>
    `--${flag} ${text} is too small: use at least ${least}MB`,
  noInstance: (instance: string, known: string) => `this archive has no instance ${instance}, but ${known}`
}
