// Messages about `--workers`, `--shard` and `--part`.
export const parts = {
  needsDataset: (flag: string) => `--${flag} needs --dataset: an archive is queried by one process`,
  notTogether: (one: string, other: string) => `--${one} and --${other} cannot be combined`,
  workersCount: (count: number, most: number) => `--workers ${count}: use a number from 1 to ${most}`,
  notWithShard: (flag: string) =>
    `--shard and --${flag} cannot be combined: a part must be complete; use --${flag} with --part`,
  noParts: (statistic: string) =>
    `${statistic} cannot be answered in parts: its rows depend on several instances at once, as a median does; run it without --shard`,
  noPartsOfOwn: (statistic: string) =>
    `${statistic} is not built in, so it cannot be answered in parts: run it without --shard`,
  oneProcess: (statistic: string) => `${statistic} cannot be answered in parts: one process answers it`,
  partUnreadable: (path: string) =>
    `--part ${path} cannot be read: use a Parquet file written with --shard and --format parquet`,
  partOfAnother: (path: string, statistic: string) =>
    `--part ${path} is not an answer of ${statistic} with --shard`,
  partsDiffer: (path: string, other: string) =>
    `--part ${path} and ${other} have other parameters or another number of parts: run all parts with the same flags`,
  partsMissing: (missing: ReadonlyArray<string>) => `parts are missing: ${missing.join(", ")}`,
  partTwice: (path: string, part: string) => `--part ${path}: part ${part} was given twice`
}
