// DuckDB's memory limits: a load needs little, because the tables are written as it goes; queries may sort them.
import { totalmem } from "node:os"

const MEGABYTE = 1024 * 1024
const memory = (megabytes: number) => `${Math.floor(megabytes)}MB`

export const LOAD_MEMORY = memory(Math.min(700, (totalmem() / MEGABYTE) * 0.5))
export const READ_MEMORY = memory(Math.max(256, (totalmem() / MEGABYTE) * 0.4))
