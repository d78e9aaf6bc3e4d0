// Messages of the demo: its progress and its results.
import { number } from "./counts.ts"

export const demo = {
  sync: (place: number, all: number) => `sync ${number(place)} of ${number(all)} syncs`,
  recorded: (syncs: number, instances: number, replies: number, folder: string, faults: number) =>
    `${syncs} syncs of ${instances} sample instances over four weeks: ${replies} replies archived in ${folder}; ${faults} faulty responses were retried`,
  writing: (format: string, table: string) => `writing ${format}: ${table}`,
  noFolder: (path: string) => `--out ${path} is not a folder: choose another`,
  notOurs: (path: string) =>
    `${path} exists and was not created by the demo: choose another folder with --out`,
  output: {
    files: (folder: string) =>
      `\nFiles: ${folder}\n  chatledger.xlsx opens in Excel and LibreOffice; one .csv and one .parquet per table; manifest.json lists them\n`,
    names: (path: string) =>
      `Names: ${path}\n  names for the groups, which have none in the journal; used with --names; an Excel file works, too\n`,
    report: (path: string) => `Report: ${path}\n  opens in any browser, without a network\n`,
    next: "Try next, with the same archive (npx -y pnpm@12 chatledger … from a checkout):"
  }
}
