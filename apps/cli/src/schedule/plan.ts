// The commands of a schedule: a sync, then exports even if the sync failed; the exit code is that of the last failure.
//
// The scheduler has no user shell: no PATH, no variables, no current folder. So programs and paths are
// absolute, and the values of variables become flags.

export const schedulers = ["systemd", "cron", "windows"] as const
export type Scheduler = (typeof schedulers)[number]

export interface Plan {
  /** Name of its units, task, or line: letters, digits, `.`, `_` and `-`. */
  readonly name: string
  /** Working folder. */
  readonly folder: string
  /** Absolute path of its configuration. */
  readonly owner: string
  /** Minutes between runs, one of `intervals`. */
  readonly minutes: number
  /** Program and arguments. */
  readonly sync: ReadonlyArray<string>
  readonly exports: ReadonlyArray<ReadonlyArray<string>>
}

/** Intervals in minutes that a calendar can express: divisors of an hour, hours that divide a day, and a day. */
const intervals = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440]

/** `15m`, `3h`, `1d` */
export const intervalText = (minutes: number): string => {
  if (minutes < 60) return `${minutes}m`
  return minutes === 1440 ? "1d" : `${minutes / 60}h`
}

/** `5m, 10m, …, 12h, 1d` */
export const intervalList = intervals.map(intervalText).join(", ")

/** The minutes of an interval in milliseconds; undefined if no calendar can express it. */
export const minutesOf = (millis: number): number | undefined =>
  intervals.find((minutes) => minutes * 60_000 === millis)

/** Names that are valid for units, tasks and lines. */
export const planNamePattern = /^[A-Za-z0-9][\w.-]{0,63}$/

/** Minute of the hour, and hour of the day, when longer intervals start: not when everyone's do. */
export const AT_MINUTE = 7
export const AT_HOUR = 4

/** For example `07` for `7`. */
export const twoDigits = (number: number): string => String(number).padStart(2, "0")
