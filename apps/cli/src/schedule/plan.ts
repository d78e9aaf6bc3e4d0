// What a schedule runs: a sync, then exports, whatever became of the sync; it ends with the code of the last that failed.
//
// Whoever runs it has no shell of the user: no PATH, no variables, no current folder. So programs and paths are
// absolute, and what the variables say is in flags.

/** The systems that run something again and again. */
export const schedulers = ["systemd", "cron", "windows"] as const
export type Scheduler = (typeof schedulers)[number]

/** A job for one of them. */
export interface Plan {
  /** Of its units, its task, or its line: letters, digits, `.`, `_` and `-`. */
  readonly name: string
  /** Where it runs. */
  readonly folder: string
  /** The configuration that it is for, by its absolute path. */
  readonly owner: string
  /** Minutes between two runs, one of `intervals`. */
  readonly minutes: number
  /** Program and arguments. */
  readonly sync: ReadonlyArray<string>
  readonly exports: ReadonlyArray<ReadonlyArray<string>>
}

/** Intervals in minutes that a calendar can hold: parts of an hour, hours that are parts of a day, and a day. */
const intervals = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440]

/** `15m`, `3h`, `1d` */
export const intervalText = (minutes: number): string => {
  if (minutes < 60) return `${minutes}m`
  return minutes === 1440 ? "1d" : `${minutes / 60}h`
}

/** `5m, 10m, …, 12h, 1d` */
export const intervalList = intervals.map(intervalText).join(", ")

/** The minutes of a length of time in milliseconds; undefined if no calendar can hold it. */
export const minutesOf = (millis: number): number | undefined =>
  intervals.find((minutes) => minutes * 60_000 === millis)

/** Names that units, tasks and lines can have. */
export const planNamePattern = /^[A-Za-z0-9][\w.-]{0,63}$/

/** Minute of the hour, and hour of the day, at which longer intervals begin: not when everyone begins. */
export const AT_MINUTE = 7
export const AT_HOUR = 4

/** `7` as `07` */
export const twoDigits = (number: number): string => String(number).padStart(2, "0")
