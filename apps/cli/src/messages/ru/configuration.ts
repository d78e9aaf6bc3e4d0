import type { configuration as en } from "../en/configuration.ts"
import { number } from "./counts.ts"

export const configuration: typeof en = {
  archiveEmpty: "--archive пуст: укажите папку",
  cacheEmpty: "--cache пуст: укажите папку",
  cacheQuestion: (folder) =>
    `базу данных нельзя держать в ${folder}: DuckDB не поддерживает знак ? в пути; укажите другую папку через --cache`,
  cacheForReadOnly: (folder) =>
    `архив доступен только для чтения, поэтому база данных — в ${folder}; другую папку можно указать через --cache`,
  cacheForQuestion: (folder) =>
    `DuckDB не поддерживает знак ? в пути архива, поэтому база данных — в ${folder}; другую папку можно указать через --cache`,
  at: (line, column) => ` (строка ${line}, столбец ${column})`,
  file: (path, reason) => `файл настроек ${path} ${reason}`,
  unreadable: (reason) => `не удалось прочитать: ${reason}`,
  noJson: "— не JSON",
  utf16: "— текст UTF-16: сохраните его как UTF-8",
  misfit: (what) => `содержит ошибку: ${what}`,
  twice: (instance) => `содержит инстанс ${instance} дважды`,
  tokenElsewhere:
    "токен в настройках указывать нельзя: запишите его в файл и укажите путь в tokenFile или в переменную среды и укажите её имя в tokenEnv",
  kinds: {
    "Expected string": "должно быть текстом в кавычках",
    "Expected boolean": "должно быть true или false",
    "Expected array": "должно быть списком: [ … ]",
    "Expected object": "должно быть объектом: { … }",
    "Missing key": "не указано"
  },
  within: (place) => ` в \`${place}\``,
  unknownName: (name, known) =>
    `${name} — неизвестное имя${known.length === 0 ? "" : `; известны ${known.join(", ")}`}`,
  noName: "недопустимое имя",
  theWhole: "файл",
  doesNotFit: "содержит ошибку",
  idInstance: 'должно быть числом из личного кабинета, например "1101000001"',
  apiUrl: "должно быть адресом вида https://1101.api.green-api.com, без пути и токена",
  tokenEnv: "должно быть именем переменной среды, например GREEN_TOKEN_SHOP, а не самим токеном",
  tokenFile: "должно быть путём к файлу, а не самим токеном",
  notEmpty: "не должно быть пустым",
  nulInPath: "должно быть путём, без нулевого символа",
  oneOf: (list) => `должно быть одним из ${list}`,
  zone: "должно быть часовым поясом IANA, например Europe/Moscow",
  exportName:
    "имена в `exports` могут содержать только латинские буквы, цифры, точки, дефисы и подчёркивания",
  length: "должно быть длительностью, например 5m или 1h",
  directory: 'должно быть "off" или объектом с interval и maxGroups',
  maxGroups: "должно быть целым числом от 0 до 1000",
  size: "должно быть размером: 500KB, 100MB или 2GB",
  host: "должно быть именем узла без https://: files.example.com, *.example.com или files.example.com:8443",
  maxRenewals: "должно быть целым числом от 0 до 100000",
  ownName: "должно быть именем по вашему выбору, а не токеном",
  noExport: (name, file, near, all) =>
    all.length === 0
      ? `в ${file} нет \`exports\`, поэтому нет и выгрузки ${name}`
      : `в ${file} нет выгрузки ${name}: ${near.length > 0 ? `может быть, ${near.join(", ")}?` : `выгрузки: ${all.join(", ")}`}`,
  noExportFile: (name, file) => `выгрузки ${name} нет, потому что нет ${file}, где они заданы в \`exports\``,
  tokenMissing: (instance, reason) => `инстанс ${instance}: ${reason}`,
  noInstances: (file) =>
    `не настроен ни один инстанс: добавьте их в ${file} или задайте GREEN_API_ID_INSTANCE и GREEN_API_TOKEN_INSTANCE (см. docs/sync.ru.md)`,
  notConfigured: (what, known, more) =>
    `${what === undefined ? "указанный в --instance" : `--instance ${what}`} не настроен; настроены ${known}${more > 0 ? ` и ещё ${number(more)}` : ""}`,
  tokenArgument: (wanted) =>
    `--token-file ${wanted}: аргументы команды видны другим пользователям этого компьютера`,
  tokenOfOne:
    "--token-file действует только для одного инстанса: выберите его через --instance или укажите tokenFile в настройках",
  noToken: "у него нет токена: укажите tokenFile или tokenEnv в настройках",
  variable: (name) => `переменная ${name}`,
  tokenFileAt: (path) => `файл токена ${path}`,
  tokenUnreadable: (where, reason) => `${where}: не удалось прочитать: ${reason}`,
  tokenUnset: (where) => `${where}: не задано; там должен быть apiTokenInstance`,
  tokenEmpty: (where) => `${where}: пусто; там должен быть apiTokenInstance`,
  tokenUtf16: (where) => `${where}: это текст UTF-16, сохраните его как UTF-8`,
  tokenOdd: (where) => `${where}: там не токен; токен — одна строка из букв и цифр`,
  stdoutFailed: (reason) => `ошибка записи в стандартный вывод: ${reason}`,
  notWritten: (path, reason) => `не удалось записать ${path}: ${reason}`,
  temporaryFile: "временный файл",
  diskFull: "диск заполнен",
  quotaUsed: "дисковая квота исчерпана",
  deviceFailed: "сбой устройства",
  noHome: (path) => `${path}: домашняя папка неизвестна: задайте HOME или укажите полный путь`,
  folderGone: "текущая папка удалена: перейдите в существующую (cd) и повторите команду",
  bug: (message) => `ошибка в программе: ${message}; сообщите о ней вместе с командой`
}
