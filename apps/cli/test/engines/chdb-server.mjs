// ClickHouse's HTTP interface over chdb, which is the engine without a server: queries in the body, settings in the address,
// errors with their codes. `node chdb-server.mjs FOLDER_OF_CHDB STATEMENTS PASSWORD` prints its port.
//
// Gotcha: chdb has no users, so this program compares the password, and no limits of time.
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { join } from "node:path"

const [folder, statements, password] = process.argv.slice(2)
const { Session } = createRequire(join(folder, "package.json"))("chdb")
const session = new Session()
for (const statement of readFileSync(statements, "utf8").split(/;\n/))
  if (statement.replace(/^--.*$/gm, "").trim() !== "") session.query(statement)
session.query("use chatledger")

/** Parameters of the address that are no settings of a query. */
const ofServer = ["query_id", "database", "session_id", "wait_end_of_query"]

const passwordOf = ({ headers }) =>
  headers["x-clickhouse-key"] ??
  Buffer.from((headers.authorization ?? "").replace(/^Basic /, ""), "base64")
    .toString()
    .replace(/^[^:]*:/, "")

const bodyOf = async (request) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const refuse = (response, status, text) => {
  const code = /^Code: (\d+)/.exec(text)?.[1] ?? "1002"
  response.writeHead(status, { "x-clickhouse-exception-code": code })
  response.end(text)
}

const answer = async (request, response) => {
  const { searchParams } = new URL(request.url, "http://localhost")
  const body = await bodyOf(request)
  if (passwordOf(request) !== password)
    return refuse(response, 403, "Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)")
  const database = searchParams.get("database") ?? "default"
  if (database !== "chatledger")
    return refuse(
      response,
      404,
      `Code: 81. DB::Exception: Database ${database} does not exist. (UNKNOWN_DATABASE)`
    )
  const [, sql = body, format = "TabSeparated"] = /^([\s\S]*)\sformat\s+(\w+)\s*;?\s*$/i.exec(body) ?? []
  const settings = [...searchParams].filter(([name]) => !ofServer.includes(name))
  const set = settings.map(([name, value]) => `${name} = ${/^\d+$/.test(value) ? value : `'${value}'`}`)
  const query = set.length === 0 ? sql : `${sql}\nsettings ${set.join(", ")}`
  try {
    const result = await session.queryAsync(query, { format })
    response.end(Buffer.from(result.bytes()))
  } catch (error) {
    refuse(response, 500, error.message)
  }
}

const server = createServer((request, response) => void answer(request, response))
server.listen(0, "127.0.0.1", () => console.log(server.address().port))
