import type { configuration as en } from "../en/configuration.ts"
import { number } from "./counts.ts"

export const configuration: typeof en = {
  archiveEmpty: "--archive пуст: назовите папку",
  cacheEmpty: "--cache пуст: назовите папку",
  cacheQuestion: (folder) =>
    `таблицы нельзя держать в ${folder}: знак ? для DuckDB — начало настроек; назовите через --cache папку без него`,
  cacheForReadOnly: (folder) =>
    `в архив не записать, поэтому его таблицы — в ${folder}; другую папку называет --cache`,
  cacheForQuestion: (folder) =>
    `знак ? в пути архива для DuckDB — начало настроек, поэтому таблицы архива — в ${folder}; другую папку называет --cache`,
  at: (line, column) => ` (строка ${line}, столбец ${column})`,
  file: (path, reason) => `файл настроек ${path} ${reason}`,
  unreadable: (reason) => `не читается: ${reason}`,
  noJson: "— не JSON",
  utf16: "— текст UTF-16: сохраните его как UTF-8",
  misfit: (what) => `не подходит: ${what}`,
  twice: (instance) => `называет инстанс ${instance} дважды`,
  tokenElsewhere:
    "токен в настройках не пишут: положите его в файл, который называет tokenFile, или в переменную, которую называет tokenEnv",
  kinds: {
    "Expected string": "должно быть текстом в кавычках",
    "Expected boolean": "должно быть true или false",
    "Expected array": "должно быть списком: [ … ]",
    "Expected object": "должно быть объектом: { … }",
    "Missing key": "не указано"
  },
  within: (place) => ` в \`${place}\``,
  unknownName: (name) => `${name} — такого имени chatledger не знает`,
  noName: "имя, которое не имя",
  theWhole: "всё целиком",
  doesNotFit: "не подходит",
  idInstance: 'должно быть числом из консоли, например "1101000001"',
  apiUrl: "должно быть адресом вида https://1101.api.green-api.com, и за ним ничего: ни пути, ни токена",
  tokenEnv: "должно быть именем переменной, например GREEN_TOKEN_SHOP, а не самим токеном",
  tokenFile: "должно быть путём к файлу, а не самим токеном",
  notEmpty: "должно быть текстом, который не пуст",
  nulInPath: "должно быть путём, а нулевого символа в путях не бывает",
  oneOf: (list) => `должно быть одним из ${list}`,
  zone: "должно быть зоной IANA, например Europe/Moscow",
  exportName: "имя в `exports` должно быть из латинских букв, цифр, точек, дефисов и подчёркиваний",
  length: "должно быть длительностью, например 5m или 1h",
  directory: 'должно быть "off" или объектом с interval и maxGroups',
  maxGroups: "должно быть целым числом от 0 до 1000",
  ownName: "должно быть именем по вашему выбору, а не токеном",
  noExport: (name, file, near, all) =>
    all.length === 0
      ? `в ${file} нет \`exports\`, поэтому нет и выгрузки ${name}`
      : `в ${file} нет выгрузки ${name}: ${near.length > 0 ? `может быть, ${near.join(", ")}?` : `есть ${all.join(", ")}`}`,
  noExportFile: (name, file) => `выгрузки ${name} нет, потому что нет ${file}: их называет \`exports\` в нём`,
  tokenMissing: (instance, reason) => `инстанс ${instance}: ${reason}`,
  noInstances: (file) =>
    `не настроен ни один инстанс: назовите их в ${file} или задайте GREEN_API_ID_INSTANCE и GREEN_API_TOKEN_INSTANCE (то и другое — в docs/sync.md)`,
  notConfigured: (what, known, more) =>
    `${what === undefined ? "то, что названо в --instance," : `--instance ${what}`} не настроен; есть ${known}${more > 0 ? ` и ещё ${number(more)}` : ""}`,
  tokenArgument: (wanted) => `--token-file ${wanted}: слова команды видны всем на этой машине`,
  tokenOfOne:
    "--token-file — для одного инстанса: выберите его через --instance или назовите tokenFile в настройках",
  noToken: "у него нет токена: назовите tokenFile или tokenEnv в настройках",
  variable: (name) => `переменная ${name}`,
  tokenFileAt: (path) => `файл токена ${path}`,
  tokenUnreadable: (where, reason) => `${where}: не читается: ${reason}`,
  tokenUnset: (where) => `${where}: не задано; там должен быть apiTokenInstance`,
  tokenEmpty: (where) => `${where}: пусто; там должен быть apiTokenInstance`,
  tokenUtf16: (where) => `${where}: это текст UTF-16, сохраните его как UTF-8`,
  tokenOdd: (where) => `${where}: там не токен; токен — одна строка из букв и цифр`,
  stdoutFailed: (reason) => `стандартный вывод не записывается: ${reason}`,
  notWritten: (path, reason) => `${path} не записывается: ${reason}`,
  temporaryFile: "временный файл",
  diskFull: "диск полон",
  quotaUsed: "квота диска кончилась",
  deviceFailed: "устройство отказало",
  noHome: (path) => `${path}: домашней папки здесь нет: задайте HOME или напишите путь целиком`,
  folderGone: "текущую папку удалили: перейдите в ту, которая есть (cd), и повторите команду",
  bug: (message) => `ошибка в программе: ${message}; сообщите о ней вместе с командой, которая её показывает`
}
