// Limits of a query: memory, time, disk.
//
// The memory limit covers the whole process; DuckDB gets most of it and spills to disk beyond that. A process that uses
// more is ended, whatever the reason.

import { totalmem } from "node:os"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { durationOf } from "../configuration/instant.ts"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"

export interface Limits {
  readonly memoryMegabytes: number
  readonly diskMegabytes: number
  readonly timeMillis: number
}

interface LimitFlags {
  readonly maxMemory: Option.Option<string>
  readonly maxDisk: Option.Option<string>
  readonly maxTime: Option.Option<string>
}

const GIGABYTE = 1024
const LEAST_MEMORY = 512
const LEAST_DISK = 64
const MINUTE_MILLIS = 60_000

export const defaultLimits = (): Limits => ({
  memoryMegabytes: Math.max(LEAST_MEMORY, Math.min(4 * GIGABYTE, Math.floor(totalmem() / 1024 / 1024 / 2))),
  diskMegabytes: 20 * GIGABYTE,
  timeMillis: 10 * MINUTE_MILLIS
})

/** DuckDB's share of the memory; the rest is for the program and for memory that DuckDB does not count. */
export const databaseMegabytes = (limits: Pick<Limits, "memoryMegabytes">): number =>
  Math.floor(limits.memoryMegabytes * 0.7)

const sizeOf = (flag: string, text: string, least: number): Effect.Effect<number, WrongUsage> => {
  const [, count, unit = ""] = /^(\d{1,6}(?:\.\d+)?) ?(M|G)i?B?$/i.exec(text.trim()) ?? []
  const megabytes = Math.floor(Number(count) * (unit.toUpperCase() === "G" ? GIGABYTE : 1))
  if (count === undefined)
    return Effect.fail(new WrongUsage({ reason: strings.selection.noSize(flag, text) }))
  return megabytes >= least
    ? Effect.succeed(megabytes)
    : Effect.fail(new WrongUsage({ reason: strings.selection.sizeTooSmall(flag, text, least) }))
}

/** Reads the flags; fails with `WrongUsage`. */
export const limitsOf = Effect.fnUntraced(function* (flags: LimitFlags) {
  const usual = defaultLimits()
  const given = <A>(
    flag: Option.Option<string>,
    read: (text: string) => Effect.Effect<A, WrongUsage>,
    otherwise: A
  ) => (Option.isSome(flag) ? read(flag.value) : Effect.succeed(otherwise))
  return {
    memoryMegabytes: yield* given(
      flags.maxMemory,
      (text) => sizeOf("max-memory", text, LEAST_MEMORY),
      usual.memoryMegabytes
    ),
    diskMegabytes: yield* given(
      flags.maxDisk,
      (text) => sizeOf("max-disk", text, LEAST_DISK),
      usual.diskMegabytes
    ),
    timeMillis: yield* given(flags.maxTime, (text) => durationOf("max-time", text), usual.timeMillis)
  } satisfies Limits
})
