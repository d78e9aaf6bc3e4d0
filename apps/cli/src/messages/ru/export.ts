import type { exporting as en } from "../en/export.ts"
import { counted, number, size } from "./counts.ts"

export const exporting: typeof en = {
  notAFormat: (given, formats) =>
    `--format ${given}: допустимы ${formats} или несколько из них через запятую`,
  workbookOnly: (flag) => `--${flag} относится к книгам: добавьте --format xlsx`,
  simpleOnly: (flag) => `--${flag} относится к книге simple: уберите --preset full`,
  noSheet: (name, hint) => `нет листа ${name}: ${hint}`,
  sheetsAre: (sheets) => `листы: ${sheets}`,
  sheetsEmpty: "--sheets пуст: укажите хотя бы один лист",
  partition: (given, reason) => `--partition ${given}: ${reason}`,
  partitionNames: "допустимы instance, month или instance,month",
  partitionFormat: "применимо только к Parquet: добавьте --format parquet",
  partitionFile: "получится несколько файлов: укажите папку через --out",
  partitionQuery: "применимо к таблицам, а не к результату --query",
  tablesAre: (tables) => `таблицы: ${tables}`,
  didYouMean: (names) => `может быть, ${names}?`,
  noTable: (name, hint) => `нет таблицы ${name}: ${hint}`,
  nameWithoutQuery: "--name используется только с --query",
  paramWithoutQuery: "--param используется только с --query",
  queryAndFlag: (flag) => `--query и --${flag} несовместимы: укажите условие в запросе`,
  outEmpty: "--out пуст: укажите папку или файл",
  outIsOneFile: (out) => `--out ${out} — один файл, а в --format несколько форматов: укажите папку`,
  outEnding: (out, format) =>
    `имя --out ${out} не оканчивается на .${format}: уберите --format или укажите папку`,
  outOther: (out, formats) =>
    `--out ${out}: форматы выгрузки — ${formats}; для других используйте \`chatledger sql\``,
  oneTable: (format) =>
    `в файле ${format} может быть только одна таблица: добавьте --table ИМЯ или укажите папку`,
  keyWithoutPseudonyms: "--key-file используется только с --pseudonymize",
  textsWithoutPseudonyms: "--texts используется только с --pseudonymize",
  noThumbnails: "с --pseudonymize миниатюр нет: уберите --thumbnails",
  noNames: "с --pseudonymize имён нет: уберите --names",
  needsKey: (command) => `для --pseudonymize нужен --key-file ФАЙЛ; создайте ключ один раз: ${command}`,
  exposedKey: (path) =>
    `${path} могут прочитать другие пользователи этого компьютера, а с ключом можно узнать, кто есть кто: chmod 600`,
  pseudonymising: "замена метками …",
  writing: (format, table, rows) => `запись ${format}: ${table}, строка ${number(rows)}`,
  written: (files, rows, out) => `${files}, ${rows}, в ${out}`,
  removed: (file, out) => `${file} прежней выгрузки удалён из ${out}: таких строк больше нет`,
  folderBusy: (out, holder) =>
    `в ${out} пишет другая выгрузка (${holder}): дождитесь её окончания или добавьте --wait`,
  otherArchive: "она сделана из другого архива",
  notPseudonymised: "в ней настоящие id и имена, а в этой — псевдонимы",
  otherKey: (keyId) => `её псевдонимы созданы с ключом ${keyId}`,
  otherChoice: (was, is) => `в ней: ${was}, а в этой: ${is}`,
  everything: "все инстансы, чаты и типы",
  replaced: (out, difference) => `выгрузка в ${out} заменена: ${difference}`,
  file: (path, rows, bytes) => `${path}: ${rows}, ${size(bytes)}`,
  cellsCut: (file, cells, column) =>
    `${file}: в столбце ${column} слишком длинные для Excel ячейки (${number(cells)}) обрезаны, с пометкой`,
  rowsSplit: (file, rows, table, sheets) =>
    `${file}: ${rows} таблицы ${table} разделены на листы: ${number(sheets)}`,
  datasetAlone: "--format delta не сочетается с другими форматами: выполните export дважды",
  datasetWhole: (flag) =>
    `--format delta не сочетается с --${flag}: в наборе данных все таблицы и сообщения его инстансов`,
  datasetFolder: (out) => `--out ${out}: набору данных нужна папка или s3://БАКЕТ/ПАПКА`,
  datasetEmpty: "в архиве нет ответов этих инстансов: записывать нечего",
  datasetTable: (table) => `сравнение ${table}`,
  datasetMissing: (path) => `файла ${path} из набора данных не было или он неполный: строки записаны заново`,
  dataset: ({ files, kept, rows }, out) =>
    files === 0
      ? `${out}: ничего не изменилось`
      : `${out}: записано ${counted(files, "file")}, ${counted(rows, "row")}; без изменений ${number(kept)}`,
  counting: "подсчёт",
  report: (path, bytes) => `${path}: ${size(bytes)}; откройте в браузере`,
  reportEnding: (path) =>
    `--out ${path}: отчёт — это файл HTML: назовите его с .html на конце; PDF можно получить, распечатав отчёт в браузере`
}
