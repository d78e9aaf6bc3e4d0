// Messages about the configuration, instances and their tokens, standard output, and bugs.
import { number } from "./counts.ts"

export const configuration = {
  archiveEmpty: "--archive is empty: give a folder",
  cacheEmpty: "--cache is empty: give a folder",
  cacheQuestion: (folder: string) =>
    `${folder} cannot be used for the database: DuckDB does not support ? in paths; choose another folder with --cache`,
  cacheForReadOnly: (folder: string) =>
    `the archive is read-only, so the database is kept in ${folder}; to choose another folder, use --cache`,
  cacheForQuestion: (folder: string) =>
    `DuckDB does not support the ? in the path of the archive, so the database is kept in ${folder}; to choose another folder, use --cache`,
  at: (line: number, column: number) => ` (line ${line}, column ${column})`,
  file: (path: string, reason: string) => `the configuration file ${path} ${reason}`,
  unreadable: (reason: string) => `cannot be read: ${reason}`,
  noJson: "is not valid JSON",
  utf16: "is UTF-16 text: save it as UTF-8",
  misfit: (what: string) => `is not valid: ${what}`,
  twice: (instance: string) => `lists instance ${instance} twice`,
  tokenElsewhere:
    "tokens are not allowed in the configuration: put the token into a file and set tokenFile to its path, or into an environment variable and set tokenEnv to its name",
  kinds: {
    "Expected string": "must be a text in quotes",
    "Expected boolean": "must be true or false",
    "Expected array": "must be a list: [ … ]",
    "Expected object": "must be an object: { … }",
    "Missing key": "is missing"
  },
  within: (place: string) => ` in \`${place}\``,
  unknownName: (name: string, known: ReadonlyArray<string>) =>
    `${name} is not a known name${known.length === 0 ? "" : `; known are ${known.join(", ")}`}`,
  noName: "an invalid name",
  theWhole: "the file",
  doesNotFit: "is not valid",
  idInstance: 'must be the number shown in the console, such as "1101000001"',
  apiUrl: "must be an address such as https://1101.api.green-api.com, without a path or token",
  tokenEnv: "must be the name of an environment variable, such as GREEN_TOKEN_SHOP, not the token itself",
  tokenFile: "must be the path of a file, not the token itself",
  notEmpty: "must not be empty",
  nulInPath: "must be a path, without a NUL character",
  oneOf: (list: string) => `must be one of ${list}`,
  zone: "must be an IANA time zone, such as Europe/Moscow",
  exportName: "names in `exports` may contain only letters, digits, dots, hyphens and underscores",
  length: "must be a duration such as 5m or 1h",
  directory: 'must be "off", or an object with interval and maxGroups',
  maxGroups: "must be a whole number from 0 to 1000",
  size: "must be a size such as 500KB, 100MB or 2GB",
  host: "must be a host without https://, such as files.example.com, *.example.com or files.example.com:8443",
  maxRenewals: "must be a whole number from 0 to 100000",
  ownName: "must be a name of your choice, not a token",
  noExport: (name: string, file: string, near: ReadonlyArray<string>, all: ReadonlyArray<string>) =>
    all.length === 0
      ? `${file} has no \`exports\`, so there is no export ${name}`
      : `${file} has no export ${name}: ${near.length > 0 ? `did you mean ${near.join(", ")}?` : `the exports are ${all.join(", ")}`}`,
  noExportFile: (name: string, file: string) =>
    `there is no export ${name}, because there is no ${file}, which defines them under \`exports\``,
  tokenMissing: (instance: string, reason: string) => `instance ${instance}: ${reason}`,
  noInstances: (file: string) =>
    `no instance is configured: add instances to ${file}, or set GREEN_API_ID_INSTANCE and GREEN_API_TOKEN_INSTANCE (see docs/sync.md)`,
  notConfigured: (what: string | undefined, known: string, more: number) =>
    `${what === undefined ? "the value of --instance" : `--instance ${what}`} is not configured; configured are ${known}${more > 0 ? ` and ${number(more)} more` : ""}`,
  tokenArgument: (wanted: string) =>
    `--token-file ${wanted}: other users of this computer can see command-line arguments`,
  tokenOfOne:
    "--token-file works with one instance only: choose it with --instance, or set tokenFile in the configuration",
  noToken: "it has no token: set tokenFile or tokenEnv in the configuration",
  variable: (name: string) => `the variable ${name}`,
  tokenFileAt: (path: string) => `the token file ${path}`,
  tokenUnreadable: (where: string, reason: string) => `${where} cannot be read: ${reason}`,
  tokenUnset: (where: string) => `${where} is not set: it must contain apiTokenInstance`,
  tokenEmpty: (where: string) => `${where} is empty: it must contain apiTokenInstance`,
  tokenUtf16: (where: string) => `${where} is UTF-16 text: save it as UTF-8`,
  tokenOdd: (where: string) =>
    `${where} does not contain a valid token, which is one line of letters and digits`,
  stdoutFailed: (reason: string) => `standard output cannot be written: ${reason}`,
  notWritten: (path: string, reason: string) => `${path} cannot be written: ${reason}`,
  temporaryFile: "the temporary file",
  diskFull: "the disk is full",
  quotaUsed: "the disk quota is used up",
  deviceFailed: "the device failed",
  noHome: (path: string) => `${path}: the home folder is unknown: set HOME, or use an absolute path`,
  folderGone: "the current folder has been deleted: change to an existing one (cd) and run the command again",
  bug: (message: string) => `a bug: ${message}; please report it together with the command`
}
