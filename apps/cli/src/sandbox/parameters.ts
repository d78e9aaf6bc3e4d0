// Parameters of a statistic in the sandbox's format: DuckDB lists become lists of text.
import type { DuckDBValue } from "@duckdb/node-api"
import type { Parameter, Query } from "./protocol.ts"

const parameterOf = (value: DuckDBValue): Parameter => {
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "object" || value === null) return value
  const items: unknown = Reflect.get(value, "items")
  return Array.isArray(items) ? items.map(String) : String(value)
}

export const sandboxParameters = (parameters: Readonly<Record<string, DuckDBValue>>): Query["parameters"] =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, parameterOf(value)]))
