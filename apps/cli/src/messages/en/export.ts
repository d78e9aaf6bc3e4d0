// What is said while tables, answers and reports are written.
import { number } from "./counts.ts"

export const exporting = {
  notAFormat: (given: string, formats: string) =>
    `--format ${given}: an export is ${formats}, or several of them with commas between`,
  workbookOnly: (flag: string) => `--${flag} is about workbooks: add --format xlsx`,
  simpleOnly: (flag: string) => `--${flag} is about the simple workbook: leave out --preset full`,
  noSheet: (name: string, hint: string) => `there is no sheet ${name}: ${hint}`,
  sheetsAre: (sheets: string) => `there are ${sheets}`,
  sheetsEmpty: "--sheets names no sheet",
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
