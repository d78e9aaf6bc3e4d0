// Coverage: the share of the time that was fetched, and the gaps.
import type { CoverageText } from "../../src/report/layout.ts"
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"

export interface CoverageCount {
  readonly instance: string
  readonly journal: string
  readonly coveredShare: number
  readonly gaps: number
  /** Undefined without gaps. */
  readonly longestSeconds: number | undefined
}

export interface CoverageCounts {
  readonly intervals: ReadonlyArray<CoverageText>
  readonly byJournal: ReadonlyArray<CoverageCount>
}

/** The start of a day, seconds since 1970. */
export const midnightOf = ({ texts }: Data, day: number): number => {
  const [known = 1, seconds = 0] =
    texts.midnights.findLast(([from]) => from <= day) ?? texts.midnights[0] ?? []
  return seconds + (day - known) * 86_400
}

export const countCoverage = (data: Data, { filter }: Scope): CoverageCounts => {
  const start = filter.fromDay === undefined ? -Infinity : midnightOf(data, filter.fromDay)
  const end = filter.toDay === undefined ? Infinity : midnightOf(data, filter.toDay + 1)
  const intervals = data.texts.coverage
    .filter(({ instance }) => filter.instance === undefined || filter.instance === instance)
    .filter(({ from, to }) => to > start && from < end)
    .map((interval) => {
      const cutStart = Math.max(0, start - interval.from)
      const cutEnd = Math.max(0, interval.to - end)
      return {
        ...interval,
        from: interval.from + cutStart,
        to: interval.to - cutEnd,
        fromWall: interval.fromWall + cutStart,
        toWall: interval.toWall - cutEnd
      }
    })
  const groups = Map.groupBy(intervals, ({ instance, journal }) => `${instance} ${journal}`)
  const byJournal = [...groups.values()].map((group): CoverageCount => {
    const stretches = group.toSorted((one, other) => one.from - other.from)
    // Time that nothing was to record, between saved replies and the first sync, has no interval.
    const between = stretches.flatMap(({ from }, place) => {
      const before = stretches[place - 1]
      return before !== undefined && before.to < from ? [from - before.to] : []
    })
    const lengths = (isCovered: boolean) =>
      stretches.flatMap(({ from, state, to }) => ((state === "ok") === isCovered ? [to - from] : []))
    const sum = (all: ReadonlyArray<number>) => all.reduce((total, seconds) => total + seconds, 0)
    const [covered, gaps] = [sum(lengths(true)), [...lengths(false), ...between]]
    return {
      instance: group[0]?.instance ?? "",
      journal: group[0]?.journal ?? "",
      coveredShare: covered / (covered + sum(gaps)),
      gaps: gaps.length,
      longestSeconds: gaps.length === 0 ? undefined : Math.max(...gaps)
    }
  })
  return { intervals, byJournal }
}
