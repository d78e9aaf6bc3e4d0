// The coverage of every journal as rows of SQL.
import type { CoverageState, InstanceCoverage } from "@chatledger/archive"

const secondsOf = ({ intervals }: InstanceCoverage, wanted: CoverageState): number =>
  Math.round(
    intervals.reduce((sum, { from, to, state }) => (state === wanted ? sum + to - from : sum), 0) / 1000
  )

const time = (millis: number | undefined): string =>
  millis === undefined ? "null::timestamptz" : `to_timestamp(${millis} / 1000)`

const coverageColumns =
  "instance_id, journal, covered_until, gaps, next_loss_at, lost_seconds, blind_seconds, truncated_seconds"

/** SQL for one row per journal. Safe to quote: an instance id contains only letters, digits, `_` and `-`. */
export const coverageRows = (coverage: ReadonlyArray<InstanceCoverage>): string => {
  const rows = coverage.map((journal) => {
    const gaps = journal.intervals.filter(({ state }) => state === "gap").length
    const seconds = (["lost", "blind", "maybe_truncated"] as const).map((state) => secondsOf(journal, state))
    const times = [time(journal.coveredUntil), String(gaps), time(journal.nextLossAt)]
    return `('${journal.instanceId}', '${journal.journal}', ${[...times, ...seconds].join(", ")})`
  })
  const none = `('', '', ${time(undefined)}, 0, ${time(undefined)}, 0, 0, 0)`
  return `select * from (values ${[...rows, none].join(", ")}) as rows(${coverageColumns}) where instance_id <> ''`
}
