// What a sync brought, in a line; and the time that no reply covers, in a line for each stretch.
import type { Interval, Synced, SyncedJournal } from "@chatledger/archive"
import { machineZone } from "../../instant.ts"
import { counted } from "../../wording/counts.ts"
import { recordingWords as words } from "../../wording/recording.ts"

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

const stretch = ({ from, to }: Interval): string => words.stretch(moment(from), moment(to))

const covers = ({ journal, observed }: SyncedJournal): string =>
  observed.covers === undefined ? "" : `, ${words.covered(journal, stretch(observed.covers))}`

/** `12 new messages, 3 changed, incoming covered 2026-01-31 14:00 to 2026-01-31 14:05, …` */
export const summaryOf = ({ journals }: Synced): string => {
  const sum = (count: (journal: SyncedJournal) => number) =>
    journals.reduce((all, one) => all + count(one), 0)
  const fresh = counted(
    sum(({ observed }) => observed.newCount),
    "newMessage"
  )
  const changed = sum(({ observed }) => observed.changedCount)
  return `${fresh}, ${words.changed(changed)}${journals.map(covers).join("")}`
}

/** What is missing: gaps that can still be filled, what this run found to be lost, and replies that seem cut. */
export const gapsTold = ({ journals }: Synced): ReadonlyArray<string> =>
  journals.flatMap(({ journal, observed }) => [
    ...observed.openGaps.map(
      (gap) =>
        `${journal}: ${words.openGap(stretch(gap), gap.lostAt === undefined ? undefined : moment(gap.lostAt))}`
    ),
    ...observed.newLosses.map((lost) => `${journal}: ${words.newLoss(stretch(lost))}`),
    ...observed.newlyTruncated.map((cut) => `${journal}: ${words.truncated(stretch(cut))}`)
  ])
