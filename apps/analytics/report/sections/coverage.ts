// Coverage: which times were fetched, drawn with the gaps.
import type { CoverageCounts } from "../counts/coverage.ts"
import { timeline } from "../plots/timeline.ts"
import { wordOf } from "../strings.ts"
import { chart } from "../view/chart.ts"
import { el } from "../view/dom.ts"
import type { Palette } from "../view/palette.ts"
import { table } from "../view/table.ts"
import { shown } from "../view/words.ts"
import { type Context, section, wide } from "./section.ts"

const legend = (states: ReadonlyArray<string>, { words }: Context, palette: Palette): HTMLElement =>
  el(
    "ul",
    { class: "legend" },
    ...states.map((state) => {
      const mark = el("i")
      mark.style.background = palette.states[state] ?? palette.muted
      return el("li", {}, mark, wordOf(words.strings, "state_", state))
    })
  )

export const coverageSection = (counts: CoverageCounts, context: Context, palette: Palette): HTMLElement => {
  const { words } = context
  const { strings } = words
  if (counts.intervals.length === 0)
    return section("coverage", strings.coverage, wide(el("p", { class: "empty" }, strings.noCoverage)))
  const rowOf = (instance: string, journal: string) => `${shown(instance)} · ${wordOf(strings, "", journal)}`
  const clock = (wall: number) =>
    words.dateText(new Date(wall * 1000), { dateStyle: "medium", timeStyle: "short" })
  const state = (name: string) => wordOf(strings, "state_", name)
  const intervals = counts.intervals.map((each) => ({
    row: rowOf(each.instance, each.journal),
    from: new Date(each.fromWall * 1000),
    to: new Date(each.toWall * 1000),
    state: each.state,
    title: `${state(each.state)}\n${clock(each.fromWall)} – ${clock(each.toWall)}\n${words.seconds(each.to - each.from)}`
  }))
  const rows = [...new Set(intervals.map(({ row }) => row))]
  const gaps = counts.intervals.filter((each) => each.state !== "ok")
  const states = ["ok", "gap", "lost", "blind", "maybe_truncated"].filter((name) =>
    counts.intervals.some((each) => each.state === name)
  )
  const date = (at: Date) => words.dateText(at, { day: "numeric", month: "short" })
  return section(
    "coverage",
    strings.coverage,
    el("p", { class: "muted" }, strings.coverageIntro),
    wide(
      chart("coverage", strings.coverage, `${strings.gaps}: ${gaps.length}`, timeline(intervals, rows, date)),
      legend(states, context, palette),
      table(
        "coverage_summary",
        strings.coverage,
        [
          { key: "journal", label: strings.journal, value: (row) => rowOf(row.instance, row.journal) },
          {
            key: "covered",
            label: strings.covered,
            value: (row) => row.coveredShare,
            text: (row) => words.share(row.coveredShare)
          },
          { key: "gaps", label: strings.gaps, value: (row) => row.gaps },
          {
            key: "longest",
            label: strings.longestGap,
            value: (row) => row.longestSeconds ?? 0,
            text: (row) => (row.longestSeconds === undefined ? "–" : words.seconds(row.longestSeconds))
          }
        ],
        counts.byJournal,
        words
      )
    ),
    gaps.length === 0
      ? el("p", { class: "muted" }, strings.noGaps)
      : wide(
          el("h3", {}, strings.intervals),
          table(
            "coverage",
            strings.intervals,
            [
              { key: "journal", label: strings.journal, value: (row) => rowOf(row.instance, row.journal) },
              { key: "state", label: strings.state, value: (row) => state(row.state) },
              {
                key: "from",
                label: strings.start,
                value: (row) => row.fromWall,
                text: (row) => clock(row.fromWall)
              },
              { key: "to", label: strings.end, value: (row) => row.toWall, text: (row) => clock(row.toWall) },
              {
                key: "length",
                label: strings.length,
                value: (row) => row.to - row.from,
                text: (row) => words.seconds(row.to - row.from)
              }
            ],
            gaps,
            words
          )
        )
  )
}
