// What is said of the configuration, of instances and their tokens, of standard output, and of bugs.
import { number } from "./counts.ts"

export const configuration = {
  archiveEmpty: "--archive is empty: name a folder",
  cacheEmpty: "--cache is empty: name a folder",
  cacheQuestion: (folder: string) =>
    `the tables cannot be kept in ${folder}: DuckDB takes a ? for the beginning of options; name a folder without it with --cache`,
  cacheForReadOnly: (folder: string) =>
    `the archive cannot be written, so its tables are kept in ${folder}; --cache names another folder`,
  cacheForQuestion: (folder: string) =>
    `DuckDB takes the ? in the path of the archive for the beginning of options, so its tables are kept in ${folder}; --cache names another folder`,
  at: (line: number, column: number) => ` (line ${line}, column ${column})`,
  file: (path: string, reason: string) => `the configuration file ${path} ${reason}`,
  unreadable: (reason: string) => `cannot be read: ${reason}`,
  noJson: "is no JSON",
  utf16: "is UTF-16 text: save it as UTF-8",
  misfit: (what: string) => `does not fit: ${what}`,
  twice: (instance: string) => `names instance ${instance} twice`,
  tokenElsewhere:
    "a token does not stand in the configuration: put it into a file that tokenFile names, or into a variable that tokenEnv names",
  kinds: {
    "Expected string": "has to be a text in quotes",
    "Expected boolean": "has to be true or false",
    "Expected array": "has to be a list: [ … ]",
    "Expected object": "has to be an object: { … }",
    "Missing key": "is missing"
  },
  within: (place: string) => ` in \`${place}\``,
  unknownName: (name: string) => `${name} is no name that chatledger knows`,
  noName: "a name that is no name",
  theWhole: "the whole",
  doesNotFit: "does not fit",
  idInstance: 'has to be the number of the console, such as "1101000001"',
  apiUrl:
    "has to be an address such as https://1101.api.green-api.com, with nothing behind it: no path, no token",
  tokenEnv: "has to be the name of a variable, such as GREEN_TOKEN_SHOP, and not the token itself",
  tokenFile: "has to be the path of a file, and not the token itself",
  notEmpty: "has to be a text that is not empty",
  nulInPath: "has to be a path, and no path holds a zero character",
  oneOf: (list: string) => `has to be one of ${list}`,
  zone: "has to be an IANA zone, such as Europe/Moscow",
  exportName: "a name in `exports` has to be of letters, digits, dots, hyphens and underscores",
  length: "has to be a length of time such as 5m or 1h",
  directory: 'has to be "off", or an object of interval and maxGroups',
  maxGroups: "has to be a whole number from 0 to 1000",
  ownName: "has to be a name of your choice, and no token",
  noExport: (name: string, file: string, near: ReadonlyArray<string>, all: ReadonlyArray<string>) =>
    all.length === 0
      ? `${file} has no \`exports\`, so there is no export ${name}`
      : `${file} has no export ${name}: ${near.length > 0 ? `did you mean ${near.join(", ")}?` : `there are ${all.join(", ")}`}`,
  noExportFile: (name: string, file: string) =>
    `there is no export ${name}, since there is no ${file}: \`exports\` in it names them`,
  tokenMissing: (instance: string, reason: string) => `instance ${instance}: ${reason}`,
  noInstances: (file: string) =>
    `no instance is configured: name instances in ${file}, or set GREEN_API_ID_INSTANCE and GREEN_API_TOKEN_INSTANCE (docs/sync.md shows both)`,
  notConfigured: (what: string | undefined, known: string, more: number) =>
    `${what === undefined ? "what --instance names" : `--instance ${what}`} is not configured; there are ${known}${more > 0 ? ` and ${number(more)} more` : ""}`,
  tokenArgument: (wanted: string) => `--token-file ${wanted}: everybody on this machine can read arguments`,
  tokenOfOne:
    "--token-file is for one instance: choose it with --instance, or name tokenFile in the configuration",
  noToken: "it has no token: name tokenFile or tokenEnv in the configuration",
  variable: (name: string) => `the variable ${name}`,
  tokenFileAt: (path: string) => `the token file ${path}`,
  tokenUnreadable: (where: string, reason: string) => `${where} cannot be read: ${reason}`,
  tokenUnset: (where: string) => `${where} is not set: it has to hold apiTokenInstance`,
  tokenEmpty: (where: string) => `${where} is empty: it has to hold apiTokenInstance`,
  tokenUtf16: (where: string) => `${where} is UTF-16 text: save it as UTF-8`,
  tokenOdd: (where: string) => `${where} holds something else than a token: one line of letters and digits`,
  stdoutFailed: (reason: string) => `standard output cannot be written: ${reason}`,
  notWritten: (path: string, reason: string) => `${path} cannot be written: ${reason}`,
  temporaryFile: "the temporary file",
  diskFull: "the disk is full",
  quotaUsed: "the disk quota is used up",
  deviceFailed: "the device failed",
  noHome: (path: string) => `${path}: there is no home folder here: set HOME, or write the whole path`,
  folderGone: "the current folder has been deleted: go to one that is there (cd), and run the command again",
  bug: (message: string) => `a bug: ${message}; please report it with the command that shows it`
}
