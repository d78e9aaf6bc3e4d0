// Messages while tables, query results and reports are written.
import type { DatasetReport } from "@chatledger/export"
import { counted, number, size } from "./counts.ts"

export const exporting = {
  notAFormat: (given: string, formats: string) =>
    `--format ${given}: use ${formats}, or several of them, comma-separated`,
  workbookOnly: (flag: string) => `--${flag} applies to workbooks only: add --format xlsx`,
  simpleOnly: (flag: string) => `--${flag} applies to the simple workbook only: leave out --preset full`,
  noSheet: (name: string, hint: string) => `there is no sheet ${name}: ${hint}`,
  sheetsAre: (sheets: string) => `the sheets are ${sheets}`,
  sheetsEmpty: "--sheets is empty: give at least one sheet",
  partition: (given: string, reason: string) => `--partition ${given}: ${reason}`,
  partitionNames: "use instance, month, or instance,month",
  partitionFormat: "it applies to Parquet only: add --format parquet",
  partitionFile: "it creates several files: give a folder with --out",
  partitionQuery: "it applies to tables, not to the result of --query",
  tablesAre: (tables: string) => `the tables are ${tables}`,
  didYouMean: (names: string) => `did you mean ${names}?`,
  noTable: (name: string, hint: string) => `there is no table ${name}: ${hint}`,
  nameWithoutQuery: "--name requires --query",
  paramWithoutQuery: "--param requires --query",
  queryAndFlag: (flag: string) =>
    `--query and --${flag} cannot be combined: put the condition into the query`,
  outEmpty: "--out is empty: give a folder or a file",
  outIsOneFile: (out: string) =>
    `--out ${out} is one file, but --format lists several formats: give a folder`,
  outEnding: (out: string, format: string) =>
    `--out ${out} does not end in .${format}: leave out --format, or give a folder`,
  outOther: (out: string, formats: string) =>
    `--out ${out}: export writes ${formats}; for other formats use \`chatledger sql\``,
  oneTable: (format: string) =>
    `a ${format} file can contain only one table: add --table NAME, or give a folder`,
  keyWithoutPseudonyms: "--key-file requires --pseudonymize",
  textsWithoutPseudonyms: "--texts requires --pseudonymize",
  noThumbnails: "--pseudonymize drops thumbnails: leave out --thumbnails",
  noNames: "--pseudonymize drops names: leave out --names",
  needsKey: (command: string) =>
    `--pseudonymize requires --key-file FILE; create a key once with: ${command}`,
  exposedKey: (path: string) =>
    `other users of this computer can read ${path}, and anyone with the key can identify people: chmod 600`,
  pseudonymising: "pseudonymising …",
  writing: (format: string, table: string, rows: number) =>
    `writing ${format}: ${table}, row ${number(rows)}`,
  written: (files: string, rows: string, out: string) => `${files}, ${rows}, in ${out}`,
  removed: (file: string, out: string) =>
    `${file} of an earlier export was removed from ${out}: there are no such rows any more`,
  folderBusy: (out: string, holder: string) =>
    `another export is writing to ${out} (${holder}): wait until it is done, or add --wait`,
  otherArchive: "it was made from another archive",
  notPseudonymised: "it contained real ids and names, and this one contains pseudonyms",
  otherKey: (keyId: string) => `it was pseudonymised with the key ${keyId}`,
  otherChoice: (was: string, is: string) => `it covered ${was}, and this one covers ${is}`,
  everything: "all instances, chats and types",
  replaced: (out: string, difference: string) => `the export in ${out} was replaced: ${difference}`,
  file: (path: string, rows: string, bytes: number) => `${path}: ${rows}, ${size(bytes)}`,
  cellsCut: (file: string, cells: number, column: string) =>
    `${file}: ${column} was too long for Excel in ${number(cells)} ${cells === 1 ? "cell" : "cells"}, truncated with a mark`,
  rowsSplit: (file: string, rows: string, table: string, sheets: number) =>
    `${file}: the ${rows} of ${table} are split into ${number(sheets)} sheets`,
  datasetAlone: "--format delta cannot be combined with other formats: run export twice",
  datasetWhole: (flag: string) =>
    `--format delta and --${flag} cannot be combined: a dataset has all tables and messages of its instances`,
  datasetFolder: (out: string) => `--out ${out}: a dataset needs a folder or s3://BUCKET/FOLDER`,
  datasetEmpty: "the archive has no replies of these instances: there is nothing to write",
  datasetTable: (table: string) => `comparing ${table}`,
  datasetMissing: (path: string) =>
    `${path} of the dataset was missing or truncated: its rows were written again`,
  dataset: ({ files, kept, rows }: DatasetReport, out: string) =>
    files === 0
      ? `${out}: nothing has changed`
      : `${out}: ${counted(files, "file")} with ${counted(rows, "row")} written, ${number(kept)} unchanged`,
  counting: "counting",
  report: (path: string, bytes: number) => `${path}: ${size(bytes)}; open it in a browser`,
  reportEnding: (path: string) =>
    `--out ${path}: a report is an HTML file: give it a name that ends in .html; for a PDF, print it in the browser`
}
