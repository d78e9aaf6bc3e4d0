// What is said while tables, answers and reports are written.
import { number } from "./counts.ts"
import { forMessages } from "./language.ts"

const en = {
  notAFormat: (given: string, formats: string) =>
    `--format ${given}: an export is ${formats}, or several of them with commas between`,
  partition: (given: string, reason: string) => `--partition ${given}: ${reason}`,
  partitionNames: "it is instance, month, or instance,month",
  partitionFormat: "it divides Parquet: add --format parquet",
  partitionFile: "it makes many files: name a folder with --out",
  partitionQuery: "it divides tables, not the answer to --query",
  tablesAre: (tables: string) => `there are ${tables}`,
  didYouMean: (names: string) => `did you mean ${names}?`,
  noTable: (name: string, hint: string) => `there is no table ${name}: ${hint}`,
  nameWithoutQuery: "--name is the name of --query, and there is none",
  paramWithoutQuery: "--param is a parameter of --query, and there is none",
  queryAndFlag: (flag: string) => `--query and --${flag} exclude each other: say it in the query`,
  outEmpty: "--out is empty: name a folder or a file",
  outIsOneFile: (out: string) => `--out ${out} is one file, and --format names several: name a folder`,
  outEnding: (out: string, format: string) =>
    `--out ${out} does not end in .${format}: leave --format out, or name a folder`,
  outOther: (out: string, formats: string) =>
    `--out ${out}: an export is ${formats}; \`chatledger sql\` writes other formats`,
  oneTable: (format: string) => `a ${format} file holds one table: add --table NAME, or name a folder`,
  keyWithoutPseudonyms: "--key-file is the key of --pseudonymize: add that",
  textsWithoutPseudonyms: "--texts is about --pseudonymize: add that",
  noThumbnails: "--pseudonymize drops thumbnails: leave --thumbnails out",
  noNames: "--pseudonymize drops names: leave --names out",
  needsKey: (command: string) => `--pseudonymize needs --key-file FILE; make a key once: ${command}`,
  exposedKey: (path: string) =>
    `other users of this machine can read ${path}, and who has the key can find out who is meant: chmod 600`,
  pseudonymising: "pseudonymising …",
  writing: (format: string, table: string, rows: number) =>
    `writing ${format}: ${table}, row ${number(rows)}`,
  written: (files: string, rows: string, out: string) => `${files}, ${rows}, in ${out}`,
  removed: (file: string, out: string) =>
    `${file} of an earlier export was removed from ${out}: its dataset has no such rows any more`,
  folderBusy: (out: string, holder: string) =>
    `another export writes into ${out} (${holder}): wait until it is done, or add --wait`,
  otherArchive: "it was made from another archive",
  notPseudonymised: "its ids and names were real, and those of this one are pseudonyms",
  otherKey: (keyId: string) => `it was pseudonymised with the key ${keyId}`,
  otherChoice: (was: string, is: string) => `it was of ${was}, and this one is of ${is}`,
  everything: "all instances, chats and types",
  replaced: (out: string, difference: string) => `the export in ${out} was replaced: ${difference}`,
  file: (path: string, rows: string, bytes: number) => `${path}: ${rows}, ${number(bytes)} bytes`,
  cellsCut: (file: string, cells: number, column: string) =>
    `${file}: ${number(cells)} cells of ${column} were longer than a cell can be, and cut with a mark`,
  rowsSplit: (file: string, rows: string, table: string, sheets: number) =>
    `${file}: the ${rows} of ${table} are spread over ${number(sheets)} sheets`,
  counting: "counting",
  report: (path: string, bytes: number) => `${path}: ${number(bytes)} bytes; open it in a browser`
}

const ru: typeof en = {
  notAFormat: (given, formats) =>
    `--format ${given}: выгрузка бывает ${formats} или несколько из них через запятую`,
  partition: (given, reason) => `--partition ${given}: ${reason}`,
  partitionNames: "бывает instance, month или instance,month",
  partitionFormat: "делится Parquet: добавьте --format parquet",
  partitionFile: "получится много файлов: назовите папку через --out",
  partitionQuery: "делятся таблицы, а не ответ на --query",
  tablesAre: (tables) => `есть ${tables}`,
  didYouMean: (names) => `может быть, ${names}?`,
  noTable: (name, hint) => `нет таблицы ${name}: ${hint}`,
  nameWithoutQuery: "--name — имя для --query, а его нет: добавьте --query или уберите --name",
  paramWithoutQuery: "--param — параметр для --query, а его нет: добавьте --query или уберите --param",
  queryAndFlag: (flag) => `--query и --${flag} вместе не бывают: скажите это в запросе`,
  outEmpty: "--out пуст: назовите папку или файл",
  outIsOneFile: (out) => `--out ${out} — один файл, а в --format их несколько: назовите папку`,
  outEnding: (out, format) => `--out ${out} не кончается на .${format}: уберите --format или назовите папку`,
  outOther: (out, formats) =>
    `--out ${out}: выгрузка бывает ${formats}; другие форматы пишет \`chatledger sql\``,
  oneTable: (format) => `в файле ${format} одна таблица: добавьте --table ИМЯ или назовите папку`,
  keyWithoutPseudonyms: "--key-file — ключ для --pseudonymize: добавьте его",
  textsWithoutPseudonyms: "--texts относится к --pseudonymize: добавьте его",
  noThumbnails: "с --pseudonymize миниатюр нет: уберите --thumbnails",
  noNames: "с --pseudonymize имён нет: уберите --names",
  needsKey: (command) => `для --pseudonymize нужен --key-file ФАЙЛ; сделайте ключ один раз: ${command}`,
  exposedKey: (path) =>
    `${path} могут прочитать другие пользователи этой машины, а с ключом можно узнать, кто есть кто: chmod 600`,
  pseudonymising: "заменяем метками …",
  writing: (format, table, rows) => `пишем ${format}: ${table}, строка ${number(rows)}`,
  written: (files, rows, out) => `${files}, ${rows}, в ${out}`,
  removed: (file, out) => `${file} прежней выгрузки удалён из ${out}: таких строк в этом наборе больше нет`,
  folderBusy: (out, holder) =>
    `в ${out} пишет другая выгрузка (${holder}): подождите, пока она кончит, или добавьте --wait`,
  otherArchive: "она была сделана из другого архива",
  notPseudonymised: "в ней были настоящие id и имена, а эта с псевдонимами",
  otherKey: (keyId) => `она была с псевдонимами по ключу ${keyId}`,
  otherChoice: (was, is) => `в ней было: ${was}, а в этой: ${is}`,
  everything: "все инстансы, чаты и типы",
  replaced: (out, difference) => `выгрузка в ${out} заменена: ${difference}`,
  file: (path, rows, bytes) => `${path}: ${rows}, ${number(bytes)} байт`,
  cellsCut: (file, cells, column) =>
    `${file}: в столбце ${column} слишком длинных ячеек: ${number(cells)}; они обрезаны с пометкой`,
  rowsSplit: (file, rows, table, sheets) =>
    `${file}: ${rows} таблицы ${table} — на нескольких листах: ${number(sheets)}`,
  counting: "считаем",
  report: (path, bytes) => `${path}: ${number(bytes)} байт; откройте в браузере`
}

export const exportingWords = forMessages({ en, ru })
