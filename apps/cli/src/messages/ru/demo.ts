import type { demo as en } from "../en/demo.ts"
import { number } from "./counts.ts"

export const demo: typeof en = {
  sync: (place, all) => `синхронизация ${number(place)} из ${number(all)}`,
  recorded: (syncs, instances, replies, folder, faults) =>
    `придуманные инстансы: ${instances}, синхронизаций за четыре недели: ${syncs}; сохранённые ответы (${replies}) — в ${folder}; испорченные ответы по пути (${faults}) запрошены ещё раз`,
  writing: (format, table) => `пишем ${format}: ${table}`,
  noFolder: (path) => `--out ${path} — не папка: выберите другую`,
  notOurs: (path) => `${path} уже есть, и сделала его не демонстрация: выберите другую папку через --out`,
  output: {
    files: (folder) =>
      `\nФайлы: ${folder}\n  chatledger.xlsx открывается в Excel и LibreOffice; на каждую таблицу по файлу .csv и .parquet; их список — в manifest.json\n`,
    names: (path) =>
      `Имена: ${path}\n  так --names называет группы, у которых в журнале имён нет; ваш файл может быть и листом Excel\n`,
    report: (path) => `Отчёт: ${path}\n  открывается в браузере, без сети\n`,
    next: "Попробуйте дальше, с тем же архивом (из исходников — npx -y pnpm@12 chatledger …):"
  }
}
