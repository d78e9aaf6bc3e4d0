// Why a dataset could not be read or written.
import type { DatasetReasons } from "@chatledger/export"
import type { ReasonStrings } from "../reason.ts"

export const datasetReasons: ReasonStrings<DatasetReasons> = {
  column_type: ({ column }) =>
    `тип столбца ${column} изменился, а в наборе данных типы не меняются: выгрузите в новую папку`,
  dataset_missing: () =>
    "набора данных нет: создайте его командой `chatledger export --format delta --out ПАПКА` или исправьте --dataset",
  file_missing: ({ file }) =>
    `файла ${file} нет или у него другой размер: повторите \`chatledger export --format delta\` для его архива`,
  glob_in_path: ({ signs }) => `DuckDB не читает пути, в которых есть ${signs}: переименуйте папку`,
  layout_other: ({ columns, own }) =>
    `он разделён по ${columns.join(", ")}, а не по ${own.join(", ")}: выберите другую папку`,
  log_damaged: () =>
    "журнал не читается, строка в нём повреждена: восстановите файл из резервной копии или выгрузите в новую папку",
  log_gap: () =>
    "этой записи в журнале нет: восстановите файл из резервной копии или выгрузите в новую папку",
  log_unreadable: () => "журнал не читается: проверьте владельца и права",
  log_without_schema: () =>
    "в журнале нет схемы, первой записи не хватает: восстановите её из резервной копии или выгрузите в новую папку",
  not_a_dataset: () => "там файлы без журнала, например от --partition: выберите другую папку или уберите их",
  owners_of_another: ({ owners }) =>
    `${owners.join(", ")} записал другой архив: выберите другую папку, исключите их через --instance или перезапишите с --force`,
  protocol_newer: ({ reader, writer }) =>
    `другая программа повысила версию протокола (чтение ${reader}, запись ${writer}), а эта знает чтение 1, запись 2: обновите chatledger или выгрузите в новую папку`,
  record_differs: ({ found, owner, recorded, table }) =>
    `${table} инстанса ${owner}: выгружено ${recorded}, а найдено ${found}. Метаданные устарели, или не хватает частей: обновите метаданные или повторите \`chatledger export --format delta\``
}
