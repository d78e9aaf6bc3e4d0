// What is said of flags that choose: times, zones, statistics, queries, and where an answer goes.
export const selection = {
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
  wordParameter: (name: string, given: string) =>
    `--param ${name}=${given}: write min_length=4, language=ru or en, stop_words=ru, en or ru,en`,
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
