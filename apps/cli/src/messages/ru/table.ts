import type { table as en } from "../en/table.ts"
import { counts, size } from "./counts.ts"

const { counted, number } = counts

export const table: typeof en = {
  moreRows: (count) => `и ещё ${counted(count, "row")}`,
  moreColumns: (count, names) => `и ещё столбцы (${number(count)}): ${names.join(", ")}`,
  same: (rows) => `Одинаково во всех строках (${number(rows)}):`,
  nothing: "пусто",
  units: { second: "с", minute: "мин", hour: "ч", day: "д" },
  size,
  noColumn: (flag, column, known) => `--${flag} ${column}: такого столбца нет; столбцы: ${known}`,
  limit: (given) => `--limit ${given}: нужно 1 или больше`
}
