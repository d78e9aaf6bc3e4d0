// What the demo says: while it runs, and of what it has made.
import { number } from "./counts.ts"

export const demo = {
  sync: (place: number, all: number) => `sync ${number(place)} of ${number(all)} syncs`,
  recorded: (syncs: number, instances: number, replies: number, folder: string, faults: number) =>
    `${syncs} syncs of ${instances} made-up instances over four weeks: ${replies} replies are kept in ${folder}; ${faults} faulty answers on the way were asked for again`,
  writing: (format: string, table: string) => `writing ${format}: ${table}`,
  noFolder: (path: string) => `--out ${path} is no folder: choose another`,
  notOurs: (path: string) => `${path} is there and no demo made it: choose another folder with --out`,
  output: {
    files: (folder: string) =>
      `\nFiles: ${folder}\n  chatledger.xlsx opens in Excel and LibreOffice; one .csv and one .parquet per table; manifest.json lists them\n`,
    names: (path: string) =>
      `Names: ${path}\n  what --names calls the groups, which have no names in the journal; yours may be a sheet, too\n`,
    report: (path: string) => `Report: ${path}\n  opens in a browser, without a network\n`,
    next: "Try next, with the same archive (npx -y pnpm@12 chatledger … from a checkout):"
  }
}
