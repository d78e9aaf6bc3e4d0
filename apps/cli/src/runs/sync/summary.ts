// What a sync brought, in a line; and the time that no reply covers, in a line for each stretch.
import type { Interval, Synced, SyncedJournal } from "@chatledger/archive"
import { machineZone } from "../../instant.ts"
import { counted } from "../report-file.ts"

let format: Intl.DateTimeFormat | undefined

/** A moment in the zone of this machine, to the minute; making a format costs more than using it. */
const moment = (millis: number): string => {
  format ??= new Intl.DateTimeFormat("sv-SE", {
    timeZone: machineZone(),
    dateStyle: "short",
    timeStyle: "short"
  })
  return format.format(millis)
}

const stretch = ({ from, to }: Interval): string => `${moment(from)} to ${moment(to)}`

const covers = ({ journal, observed }: SyncedJournal): string =>
  observed.covers === undefined ? "" : `, ${journal} covered ${stretch(observed.covers)}`

/** `12 new messages, 3 changed, incoming covered 2026-01-31 14:00 to 2026-01-31 14:05, …` */
export const summaryOf = ({ journals }: Synced): string => {
  const sum = (count: (journal: SyncedJournal) => number) =>
    journals.reduce((all, one) => all + count(one), 0)
  const fresh = counted(
    sum(({ observed }) => observed.newCount),
    "new message"
  )
  const changed = sum(({ observed }) => observed.changedCount)
  return `${fresh}, ${changed} changed${journals.map(covers).join("")}`
}

/** What is missing: gaps that can still be filled, what this run found to be lost, and replies that seem cut. */
export const gapsTold = ({ journals }: Synced): ReadonlyArray<string> =>
  journals.flatMap(({ journal, observed }) => [
    ...observed.openGaps.map(
      (gap) =>
        `${journal}: nothing was fetched for ${stretch(gap)}; the next sync asks for it${gap.lostAt === undefined ? "" : `, and can until ${moment(gap.lostAt)}`}`
    ),
    ...observed.newLosses.map((lost) => `${journal}: ${stretch(lost)} was not fetched in time and is lost`),
    ...observed.newlyTruncated.map((cut) => `${journal}: the reply for ${stretch(cut)} was probably cut`)
  ])
