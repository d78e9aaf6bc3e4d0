// One instance of a round: its token, its sync, and its messages.

import { type Archive, type Synced, type SyncOptions, syncInstance } from "@chatledger/archive"
import { clockError } from "@chatledger/archive/internal"
import type { Instance } from "@chatledger/core"
import { type NeededSetting, neededSettings } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import { type KnownInstance, withToken } from "../configuration/instances.ts"
import { eventOf } from "../failures/exit.ts"
import { retryWhileLocked } from "../failures/retry-while-locked.ts"
import { messageLanguage, strings } from "../messages/strings.ts"
import { durationText } from "../messages/unit-text.ts"
import { Messages } from "../terminal/console.ts"
import type { DirectoryPlan } from "./directory-plan.ts"
import { reportFaults } from "./report-faults.ts"
import { summaryOf } from "./summary.ts"
import type { Tally } from "./tally.ts"

/** Options for syncing instances. */
export interface RoundOptions extends SyncOptions {
  /** Plan for directories; undefined if they are not fetched. */
  readonly directory: DirectoryPlan | undefined
  /** Wait for another sync of the same instance. */
  readonly wait: boolean
}

/** The name of an instance in messages. */
export const shownName = ({ idInstance, name }: KnownInstance): string =>
  name === undefined ? idInstance.value : `${idInstance.value} (${name})`

const stateWarning = ({ evidence: { state } }: Synced): string | undefined =>
  state === undefined || state === "authorized" ? undefined : strings.recording.state(state)

const needed = Object.keys(neededSettings) as ReadonlyArray<NeededSetting>

/** What the journal lacks because of the account's settings, as far as the service reported them; empty if nothing. */
const lacking = ({ evidence }: Synced): ReadonlyArray<string> =>
  needed.flatMap((name) =>
    evidence.settings?.[name] === "no" ? [`${strings.settings[name]} (${name})`] : []
  )

/** A synced instance whose directory can be fetched, and the ids of the groups in its replies. */
export interface Ready {
  readonly known: KnownInstance
  readonly instance: Instance
  readonly groupIds: ReadonlySet<string>
}

const readyOf = (known: KnownInstance, instance: Instance, synced: Synced): Ready | undefined => {
  const { state } = synced.evidence
  const isRecording = state === undefined || state === "authorized" || state === "yellowCard"
  if (synced.journals.length === 0 || !isRecording) return undefined
  return {
    known,
    instance,
    groupIds: new Set(synced.journals.flatMap(({ summary }) => [...summary.groupIds]))
  }
}

/** The result of the journals of calls; undefined if they were not requested, or brought nothing. */
const callsText = ({ calls }: Synced): string | undefined => {
  if (calls === undefined) return undefined
  if (calls.journals.length === 0)
    return calls.missing.length === 0 ? undefined : strings.recording.noCallJournals
  const count = calls.journals.reduce((sum, { summary }) => sum + summary.recordCount, 0)
  return strings.recording.callsFetched(count)
}

/** Syncs one instance and reports it; never fails. Returns it if its directory can be fetched. */
export const syncOne = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownInstance,
  options: RoundOptions,
  tally: Tally
) {
  const messages = yield* Messages
  const name = shownName(known)
  const fail = (error: { readonly _tag: string }, text: string) => {
    tally.failures.push(error)
    return messages.warn(text, eventOf(error))
  }
  const attempt = Effect.flatMap(withToken(known), (instance) =>
    Effect.map(syncInstance(archive, instance, options), (synced) => ({ instance, synced }))
  )
  const result = yield* Effect.result(retryWhileLocked(options.wait, attempt))
  if (result._tag === "Failure") {
    const { failure } = result
    if (failure._tag !== "LockHeld") {
      tally.failed += 1
      yield* fail(failure, strings.failure(failure))
      return undefined
    }
    tally.skipped += 1
    yield* messages.note(`${name}: ${strings.recording.skipped(failure.holder)}`, "skipped")
    return undefined
  }
  const { instance, synced } = result.success
  tally.count(synced)
  for (const { error } of synced.failures) yield* fail(error, strings.failure(error))
  for (const { journal, summary } of synced.journals)
    if (yield* reportFaults(`${name}: ${journal}`, summary)) tally.failures.push({ _tag: "RecordFault" })
  for (const { direction, summary } of synced.calls?.journals ?? [])
    if (yield* reportFaults(`${name}: ${direction} (${strings.recording.kinds.calls})`, summary))
      tally.failures.push({ _tag: "RecordFault" })
  for (const { error } of synced.calls?.failures ?? []) yield* fail(error, strings.failure(error))
  const called = callsText(synced)
  if (called !== undefined) yield* messages.note(`${name}: ${called}`, "calls_synced")
  const warning = stateWarning(synced)
  if (warning !== undefined) yield* fail({ _tag: "NotAuthorised" }, `${name}: ${warning}`)
  const off = synced.journals.map(({ facts }) => clockError(facts)).find((millis) => millis !== 0)
  if (off !== undefined && !tally.isClockReported) {
    tally.isClockReported = true
    const by = durationText(Math.abs(off) / 1000, messageLanguage)
    yield* messages.warn(strings.recording.clockOff(by, off < 0), "clock_off")
  }
  const lost = lacking(synced)
  if (lost.length > 0)
    yield* messages.warn(`${name}: ${strings.recording.keptOut(lost.join("; "))}`, "settings_off")
  const summary = yield* summaryOf(synced)
  for (const gap of summary.missing) yield* fail({ _tag: "Gap" }, `${name}: ${gap}`)
  if (synced.journals.length > 0) yield* messages.note(`${name}: ${summary.summary}`, "synced")
  return readyOf(known, instance, synced)
})
