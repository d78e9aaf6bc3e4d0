// The result of a sync in one line, and one line for each period that no reply covers.

import { wallTimes } from "@chatledger/analytics/internal"
import type { Interval, Synced, SyncedJournal } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { machineZone } from "../configuration/instant.ts"
import { strings } from "../messages/strings.ts"

/** Formats a time in this machine's zone, to the minute. */
type MomentText = (millis: number) => string

const covers = ({ journal, observed }: SyncedJournal, moment: MomentText): string =>
  observed.covers === undefined
    ? ""
    : `, ${strings.recording.covered(journal, strings.recording.stretch(moment(observed.covers.from), moment(observed.covers.to)))}`

/** `12 new messages, 3 changed, incoming covered 2026-01-31 14:00 to 2026-01-31 14:05, …` */
const summary = ({ journals }: Synced, moment: MomentText): string => {
  const sum = (count: (journal: SyncedJournal) => number) =>
    journals.reduce((all, one) => all + count(one), 0)
  const fresh = strings.counted(
    sum(({ observed }) => observed.newCount),
    "newMessage"
  )
  const changed = sum(({ observed }) => observed.changedCount)
  return `${fresh}, ${strings.recording.changed(changed)}${journals.map((journal) => covers(journal, moment)).join("")}`
}

/** What is missing: gaps that can still be filled, losses found by this run, and replies that seem truncated. */
const missing = ({ journals }: Synced, moment: MomentText): ReadonlyArray<string> => {
  const stretch = ({ from, to }: Interval): string => strings.recording.stretch(moment(from), moment(to))
  return journals.flatMap(({ journal, observed }) => [
    ...observed.openGaps.map(
      (gap) =>
        `${journal}: ${strings.recording.openGap(stretch(gap), gap.lostAt === undefined ? undefined : moment(gap.lostAt))}`
    ),
    ...observed.newLosses.map((lost) => `${journal}: ${strings.recording.newLoss(stretch(lost))}`),
    ...observed.newlyTruncated.map((cut) => `${journal}: ${strings.recording.truncated(stretch(cut))}`)
  ])
}

const momentsIn = ({ journals }: Synced): ReadonlyArray<number> =>
  journals.flatMap(({ observed: { covers: covered, openGaps, newLosses, newlyTruncated } }) => [
    ...[...(covered === undefined ? [] : [covered]), ...openGaps, ...newLosses, ...newlyTruncated].flatMap(
      ({ from, to }) => [from, to]
    ),
    ...openGaps.flatMap(({ lostAt }) => lostAt ?? [])
  ])

/** The messages about a sync; times are in UTC if the zone's wall-clock times are not available. */
export const summaryOf = Effect.fnUntraced(function* (synced: Synced) {
  const shown = yield* Effect.option(wallTimes(momentsIn(synced), machineZone()))
  const moment: MomentText = (millis) =>
    (shown._tag === "Some" ? shown.value.get(millis) : undefined) ?? new Date(millis).toISOString()
  return { summary: summary(synced, moment), missing: missing(synced, moment) }
})
