// Conditions that make `chatledger status` fail for a monitor: gaps, losses, and instances that are no longer synced.
//
// `--fail-on gaps,lost=7d,stale=2h`: without a duration every loss counts, and an instance is stale after six hours.
import type { InstanceCoverage } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { millisOf } from "../../configuration/instant.ts"
import { AlreadyReported, WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"

const STALE = "6h"

/** The conditions; durations in milliseconds, and as typed. */
export interface Conditions {
  readonly gaps: boolean
  readonly lost: number | undefined
  readonly stale: { readonly millis: number; readonly text: string } | undefined
}

/** The conditions in a flag; none without it. Fails with `WrongUsage`. */
export const conditionsOf = Effect.fnUntraced(function* (flag: Option.Option<string>) {
  let conditions: Conditions = { gaps: false, lost: undefined, stale: undefined }
  if (Option.isNone(flag)) return conditions
  for (const part of flag.value.split(",")) {
    const [, name, length] = /^ *(gaps|lost|stale)(?:=(\w+))? *$/.exec(part) ?? []
    const millis = length === undefined ? undefined : millisOf(length)
    if (name === undefined || (length !== undefined && (name === "gaps" || millis === undefined)))
      return yield* new WrongUsage({ reason: strings.archive.failOn(flag.value) })
    if (name === "gaps") conditions = { ...conditions, gaps: true }
    else if (name === "lost") conditions = { ...conditions, lost: millis ?? Number.POSITIVE_INFINITY }
    else {
      const text = length ?? STALE
      conditions = { ...conditions, stale: { millis: millisOf(text) ?? 0, text } }
    }
  }
  return conditions
})

/** Synced instances whose newest fetch is older than `maxAge` at `now`; milliseconds. */
export const staleInstances = (
  coverage: ReadonlyArray<InstanceCoverage>,
  now: number,
  maxAge: number
): ReadonlyArray<string> => {
  const fresh = new Set<string>()
  const synced = new Set<string>()
  for (const { instanceId, isEnrolled, journal, newestFetchAt = 0, clockOffsetMillis } of coverage) {
    if (!isEnrolled || journal.endsWith(" calls")) continue
    synced.add(instanceId)
    if (now + clockOffsetMillis - newestFetchAt <= maxAge) fresh.add(instanceId)
  }
  return [...synced].filter((instanceId) => !fresh.has(instanceId))
}

/** Reports every instance that meets a condition, and fails with `AlreadyReported` if there is one. */
export const failOn = Effect.fnUntraced(function* (
  { gaps, lost, stale }: Conditions,
  coverage: ReadonlyArray<InstanceCoverage>,
  now: number
) {
  const messages = yield* Messages
  let found = 0
  const tell = (text: string, event: string) => {
    found += 1
    return messages.warn(text, event)
  }
  for (const { instanceId, intervals, journal } of coverage) {
    const open = intervals.filter(({ state }) => state === "gap").length
    const gone = intervals.filter(({ state, to }) => state === "lost" && now - to < (lost ?? 0)).length
    if (gaps && open > 0) yield* tell(strings.archive.hasGaps(instanceId, journal, open), "gap")
    if (gone > 0) yield* tell(strings.archive.hasLosses(instanceId, journal, gone), "lost")
  }
  if (stale !== undefined) {
    for (const instance of staleInstances(coverage, now, stale.millis))
      yield* tell(strings.archive.notSynced(instance, stale.text), "stale")
    if (!coverage.some(({ isEnrolled }) => isEnrolled)) yield* tell(strings.archive.neverSynced, "stale")
  }
  if (found > 0) return yield* new AlreadyReported({ code: 8 })
})
