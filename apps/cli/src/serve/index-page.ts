// The index page: plain HTML with links to everything served, and a form for a query. No script, no style.
import { publicTables, statistics } from "@chatledger/analytics"
import type { Reply } from "@chatledger/journal-server"
import { programText } from "../program.ts"
import { privateHeaders } from "./file-reply.ts"

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const policy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A link with the query string of the page: the token, if it was in the address. */
const linkTo = (path: string, search: string): string => escaped(`${path}${search}`)

const row = (cells: ReadonlyArray<string>) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`

const links = (place: string, endings: ReadonlyArray<string>, search: string) =>
  endings.map((ending) => `<a href="${linkTo(`${place}.${ending}`, search)}">${ending}</a>`).join(" ")

const tableRows = (search: string) =>
  publicTables().map((name) =>
    row([escaped(name), links(`tables/${name}`, ["csv", "xlsx", "parquet", "json"], search)])
  )

const statisticRows = (search: string) =>
  statistics().map(({ name, title }) =>
    row([escaped(name), links(`stats/${name}`, ["json", "csv", "xlsx"], search), escaped(title)])
  )

const page = (instances: ReadonlyArray<string>, search: string, token: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>chatledger: index</title>
</head>
<body>
<h1>chatledger</h1>
<p><a href="${linkTo("./", search)}">Report</a></p>
<h2>SQL</h2>
<form action="sql" method="get">
<p><label>One SELECT<br><textarea name="query" rows="6" cols="80" required>select sender_name, count(*) as messages
from messages
group by all
order by messages desc, sender_name
limit 10</textarea></label></p>
<p><label>Format <select name="format"><option>table</option><option>json</option><option>csv</option><option>xlsx</option><option>parquet</option></select></label>
${token === "" ? "" : `<input type="hidden" name="token" value="${escaped(token)}">`}
<button>Ask</button></p>
</form>
<h2>Tables</h2>
<p>As JSON with their columns: <a href="${linkTo("tables", search)}">tables</a></p>
<table>
${tableRows(search).join("\n")}
</table>
<h2>Statistics</h2>
<p>As JSON with their parameters: <a href="${linkTo("stats", search)}">stats</a></p>
<table>
${statisticRows(search).join("\n")}
</table>
<h2>Journals</h2>
<ul>
${instances.map((id) => `<li>/waInstance${escaped(id)}/lastIncomingMessages/TOKEN?minutes=1440</li>`).join("\n")}
</ul>
<p>${escaped(programText)}</p>
</body>
</html>
`

export const indexReply = (instances: ReadonlyArray<string>, query: URLSearchParams): Reply => {
  const token = query.get("token") ?? ""
  const search = token === "" ? "" : `?token=${encodeURIComponent(token)}`
  return {
    status: 200,
    headers: {
      ...privateHeaders,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy
    },
    body: new TextEncoder().encode(page(instances, search, token))
  }
}
