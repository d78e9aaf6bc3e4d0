// Import and load: from an NDJSON file to all tables, against DuckDB alone making the same rows.
import { rmSync } from "node:fs"
import { count, folder, instance, makeMessages, ndjson } from "./data.ts"
import { binary, measure, report, root } from "./measure.ts"

await makeMessages()
const archive = `${folder}/fresh-archive`
const remove = () => rmSync(archive, { recursive: true, force: true })

report(
  `Import and load of ${count} messages, file to all tables`,
  measure([
    { name: "DuckDB alone (load-baseline.sql)", commands: [[`${root}benchmarks/load-baseline.ts`, ndjson]] },
    {
      name: "chatledger import, then the first question",
      before: remove,
      commands: [
        [binary, "import", ndjson, "--instance", instance, "--archive", archive],
        [binary, "sql", "select count(*) as n from messages", "--archive", archive]
      ]
    }
  ])
)
remove()
