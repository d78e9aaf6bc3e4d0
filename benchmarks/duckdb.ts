// DuckDB as the packages of this workspace use it.
import { DuckDBInstance } from "../packages/export/node_modules/@duckdb/node-api/lib/index.js"

/** Opens a database file, or `:memory:`. */
export const duckdb = async (path: string, settings: Readonly<Record<string, string>> = {}) => {
  const instance = await DuckDBInstance.create(path, { ...settings })
  const connection = await instance.connect()
  const close = () => {
    connection.closeSync()
    instance.closeSync()
  }
  return { connection, run: (sql: string) => connection.run(sql), close }
}
