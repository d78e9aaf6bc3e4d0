import type { demo as en } from "../en/demo.ts"
import { number } from "./counts.ts"

export const demo: typeof en = {
  sync: (place, all) => `синхронизация ${number(place)} из ${number(all)}`,
  recorded: (syncs, instances, replies, folder, faults) =>
    `тестовых инстансов: ${instances}, синхронизаций за четыре недели: ${syncs}; ответов в архиве ${folder}: ${replies}; ошибочных ответов, запрошенных повторно: ${faults}`,
  writing: (format, table) => `запись ${format}: ${table}`,
  noFolder: (path) => `--out ${path} — не папка: выберите другую`,
  notOurs: (path) => `${path} уже существует и создана не демонстрацией: выберите другую папку через --out`,
  output: {
    files: (folder) =>
      `\nФайлы: ${folder}\n  chatledger.xlsx открывается в Excel и LibreOffice; на каждую таблицу по файлу .csv и .parquet; их список — в manifest.json\n`,
    names: (path) =>
      `Имена: ${path}\n  названия групп, которых нет в журнале, для --names; подойдёт и файл Excel\n`,
    report: (path) => `Отчёт: ${path}\n  открывается в любом браузере, без сети\n`,
    next: "Попробуйте дальше, с тем же архивом (из исходного кода: npx -y pnpm@12 chatledger …):"
  }
}
