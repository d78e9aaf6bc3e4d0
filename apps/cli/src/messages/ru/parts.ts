// Messages about `--workers`, `--shard` and `--part`.
import type { parts as english } from "../en/parts.ts"

export const parts: typeof english = {
  needsDataset: (flag) => `--${flag} нужен --dataset: с архивом работает один процесс`,
  notTogether: (one, other) => `--${one} и --${other} не сочетаются`,
  workersCount: (count, most) => `--workers ${count}: укажите число от 1 до ${most}`,
  notWithShard: (flag) =>
    `--shard и --${flag} не сочетаются: часть должна быть полной; укажите --${flag} вместе с --part`,
  noParts: (statistic) =>
    `${statistic} нельзя посчитать по частям: строки зависят сразу от нескольких инстансов, как медиана; запустите без --shard`,
  noPartsOfOwn: (statistic) =>
    `${statistic} — не встроенная статистика, по частям её не посчитать: запустите без --shard`,
  oneProcess: (statistic) => `${statistic} нельзя посчитать по частям: считает один процесс`,
  partUnreadable: (path) =>
    `--part ${path} не читается: нужен файл Parquet, записанный с --shard и --format parquet`,
  partOfAnother: (path, statistic) => `--part ${path} — не ответ ${statistic} с --shard`,
  partsDiffer: (path, other) =>
    `у --part ${path} и ${other} разные параметры или число частей: запустите все части с одними и теми же флагами`,
  partsMissing: (missing) => `не хватает частей: ${missing.join(", ")}`,
  partTwice: (path, part) => `--part ${path}: часть ${part} указана дважды`
}
