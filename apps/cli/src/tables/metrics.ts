// Metrics of an archive for Prometheus: for `/metrics` of `serve` and for the textfile collector.
//
// All are gauges by instance and journal. The label is `id_instance`, because Prometheus uses `instance` for its target.
// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
import type { Database } from "@chatledger/analytics"
import type { InstanceCoverage } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { program } from "../program.ts"
import { coverageRows } from "./coverage-rows.ts"
import { statusQuery } from "./status-query.ts"

/** The content type for Prometheus. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

interface Metric {
  readonly name: string
  readonly help: string
  /** SQL of the value; NULL gives no sample. */
  readonly value: string
}

const epoch = (column: string): string => `epoch(${column})`

const metricsAt = (now: number): ReadonlyArray<Metric> => [
  {
    name: "newest_reply_timestamp_seconds",
    help: "Time of the newest request, UNIX time.",
    value: epoch("newest_request_at")
  },
  {
    name: "newest_reply_age_seconds",
    help: "Seconds since the newest request.",
    value: `${now / 1000} - epoch(newest_request_at)`
  },
  {
    name: "covered_until_timestamp_seconds",
    help: "End of the time that replies cover, UNIX time.",
    value: epoch("covered_until")
  },
  {
    name: "next_loss_timestamp_seconds",
    help: "When the next uncovered moment will be lost, UNIX time.",
    value: epoch("next_loss_at")
  },
  { name: "gaps", help: "Gaps that the next sync can still close.", value: "gaps" },
  {
    name: "lost_seconds",
    help: "Seconds that no sync covered in time, so that the journal no longer shows them.",
    value: "lost_seconds"
  },
  {
    name: "blind_seconds",
    help: "Seconds in which a required setting was off, or the instance was not authorised.",
    value: "blind_seconds"
  },
  {
    name: "truncated_seconds",
    help: "Seconds in which a reply seems to have been truncated.",
    value: "truncated_seconds"
  },
  { name: "issues", help: "Records or fields that could not be read.", value: "issues" },
  { name: "snapshots", help: "Stored replies.", value: "snapshots" },
  { name: "messages", help: "Messages in these replies.", value: "messages" },
  { name: "reply_bytes", help: "Bytes of these replies.", value: "bytes" }
]

const label = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")

/** One metric: its type, and a sample for each set of labels. */
const family = (name: string, help: string, samples: ReadonlyArray<string>): string =>
  samples.length === 0
    ? ""
    : `# HELP chatledger_${name} ${help}\n# TYPE chatledger_${name} gauge\n${samples
        .map((sample) => `chatledger_${name}${sample}\n`)
        .join("")}`

/** The metrics of an archive; `now` is the time of the coverage, UNIX milliseconds. */
export const metricsText = Effect.fnUntraced(function* (
  database: Database,
  coverage: ReadonlyArray<InstanceCoverage>,
  now: number
) {
  const metrics = metricsAt(now)
  const values = metrics.map(({ name, value }) => `(${value})::double as ${name}`).join(", ")
  const rows = yield* database.rows(
    `select instance_id, journal, ${values} from (${statusQuery(coverageRows(coverage))}) order by all`
  )
  const families = metrics.map(({ help, name }) =>
    family(
      name,
      help,
      rows.flatMap((row) => {
        const value = row[name]
        const labels = `id_instance="${label(String(row["instance_id"]))}",journal="${label(String(row["journal"]))}"`
        return typeof value === "number" ? [`{${labels}} ${value}`] : []
      })
    )
  )
  const build = family("build_info", "Version of the program that reports these metrics.", [
    `{version="${label(program.version)}"} 1`
  ])
  return build + families.join("")
})
