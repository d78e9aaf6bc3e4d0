import type { exporting as en } from "../en/export.ts"
import { number } from "./counts.ts"

export const exporting: typeof en = {
  notAFormat: (given, formats) =>
    `--format ${given}: выгрузка бывает ${formats} или несколько из них через запятую`,
  workbookOnly: (flag) => `--${flag} относится к книгам: добавьте --format xlsx`,
  simpleOnly: (flag) => `--${flag} относится к книге simple: уберите --preset full`,
  noSheet: (name, hint) => `нет листа ${name}: ${hint}`,
  sheetsAre: (sheets) => `есть ${sheets}`,
  sheetsEmpty: "в --sheets нет ни одного листа",
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
