// Why a dataset could not be read or written.
import type { DatasetReasons } from "@chatledger/export"
import type { ReasonStrings } from "../reason.ts"

export const datasetReasons: ReasonStrings<DatasetReasons> = {
  column_type: ({ column }) =>
    `the type of ${column} has changed, but a dataset cannot change the type of a column: export into a new folder`,
  dataset_missing: () =>
    "there is no dataset: create one with `chatledger export --format delta --out FOLDER`, or correct --dataset",
  file_missing: ({ file }) =>
    `the file ${file} is missing or has another size: run \`chatledger export --format delta\` of its archive again`,
  glob_in_path: ({ signs }) => `DuckDB cannot read below a path with ${signs}: rename or move the folder`,
  layout_other: ({ columns, own }) =>
    `it is partitioned by ${columns.join(", ")}, and not by ${own.join(", ")}: choose another folder`,
  log_damaged: () =>
    "the log cannot be read, a line of it is damaged: restore the file from a backup, or export into a new folder",
  log_gap: () =>
    "this commit is missing from the log: restore the file from a backup, or export into a new folder",
  log_unreadable: () => "the log cannot be read: check its owner and mode",
  log_without_schema: () =>
    "the log has no schema: its first commit is missing; restore it from a backup, or export into a new folder",
  not_a_dataset: () =>
    "there are files without a log, such as those of --partition: choose another folder, or move them away",
  owners_of_another: ({ owners }) =>
    `another archive has written ${owners.join(", ")}: choose another folder, leave them out with --instance, or overwrite them with --force`,
  protocol_newer: ({ reader, writer }) =>
    `another program has raised its protocol to reader ${reader}, writer ${writer}; this version supports reader 1, writer 2: upgrade chatledger, or export into a new folder`,
  record_differs: ({ found, owner, recorded, table }) =>
    `${table} of ${owner} was exported with ${recorded}, but ${found} were found: metadata is out of date or partitions are missing; refresh the metadata, or run \`chatledger export --format delta\` again`
}
