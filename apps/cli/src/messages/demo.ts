// What the demo says: while it runs, and of what it has made.
import { number } from "./counts.ts"
import { forMessages, inLanguage } from "./language.ts"

const en = {
  sync: (place: number, all: number) => `sync ${number(place)} of ${number(all)} syncs`,
  recorded: (syncs: number, instances: number, replies: number, folder: string, faults: number) =>
    `${syncs} syncs of ${instances} made-up instances over four weeks: ${replies} replies are kept in ${folder}; ${faults} faulty answers on the way were asked for again`,
  writing: (format: string, table: string) => `writing ${format}: ${table}`,
  noFolder: (path: string) => `--out ${path} is no folder: choose another`,
  notOurs: (path: string) => `${path} is there and no demo made it: choose another folder with --out`
}

const ru: typeof en = {
  sync: (place, all) => `синхронизация ${number(place)} из ${number(all)}`,
  recorded: (syncs, instances, replies, folder, faults) =>
    `придуманные инстансы: ${instances}, синхронизаций за четыре недели: ${syncs}; сохранённые ответы (${replies}) — в ${folder}; испорченные ответы по пути (${faults}) запрошены ещё раз`,
  writing: (format, table) => `пишем ${format}: ${table}`,
  noFolder: (path) => `--out ${path} — не папка: выберите другую`,
  notOurs: (path) => `${path} уже есть, и сделала его не демонстрация: выберите другую папку через --out`
}

export const demoWords = forMessages({ en, ru })

const told = {
  files: (folder: string) =>
    `\nFiles: ${folder}\n  chatledger.xlsx opens in Excel and LibreOffice; one .csv and one .parquet per table; manifest.json lists them\n`,
  names: (path: string) =>
    `Names: ${path}\n  what --names calls the groups, which have no names in the journal; yours may be a sheet, too\n`,
  report: (path: string) => `Report: ${path}\n  opens in a browser, without a network\n`,
  next: "Try next, with the same archive (npx -y pnpm@12 chatledger … from a checkout):"
}

const toldInRussian: typeof told = {
  files: (folder) =>
    `\nФайлы: ${folder}\n  chatledger.xlsx открывается в Excel и LibreOffice; на каждую таблицу по файлу .csv и .parquet; их список — в manifest.json\n`,
  names: (path) =>
    `Имена: ${path}\n  так --names называет группы, у которых в журнале имён нет; ваш файл может быть и листом Excel\n`,
  report: (path) => `Отчёт: ${path}\n  открывается в браузере, без сети\n`,
  next: "Попробуйте дальше, с тем же архивом (из исходников — npx -y pnpm@12 chatledger …):"
}

/** What stands on standard output. */
export const demoOutput = inLanguage({ en: told, ru: toldInRussian })
