// A plan as systemd units: a oneshot service, and a timer that starts it.
//
// Source: systemd.service(5), section COMMAND LINES; systemd.time(7); systemd.timer(5)
import { AT_HOUR, AT_MINUTE, type Plan, twoDigits } from "./plan.ts"
import { shellCommand } from "./posix-shell.ts"

interface Unit {
  readonly file: string
  readonly text: string
}

/** First line of a unit that this program wrote; the configuration's path follows. */
const MARK = "# Written by chatledger schedule, for "

/** `%` begins a specifier anywhere in a unit. */
const noSpecifier = (text: string): string => text.replaceAll("%", "%%")

/** A word of a command line, with variables, escapes and quotes escaped. */
const commandWord = (word: string): string =>
  `"${noSpecifier(word).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("$", "$$$$")}"`

/** `*:0/15`, `*:07`, `0/3:07`, `04:07` */
const calendarTimes = (minutes: number): string => {
  if (minutes < 60) return `*:0/${minutes}`
  if (minutes === 60) return `*:${twoDigits(AT_MINUTE)}`
  return minutes < 1440
    ? `0/${minutes / 60}:${twoDigits(AT_MINUTE)}`
    : `${twoDigits(AT_HOUR)}:${twoDigits(AT_MINUTE)}`
}

/** Spreads the start over machines, well within the interval. */
const delaySeconds = (minutes: number): number => Math.min(300, minutes * 6)

/** The files of a plan. */
export const unitNames = (name: string): ReadonlyArray<string> => [`${name}.service`, `${name}.timer`]

/** The service and the timer of a plan. */
export const systemdUnits = (plan: Plan): ReadonlyArray<Unit> => [
  {
    file: `${plan.name}.service`,
    text: `${MARK}${plan.owner}
[Unit]
Description=chatledger: sync and export of ${noSpecifier(plan.folder)}

[Service]
Type=oneshot
WorkingDirectory=${noSpecifier(plan.folder)}
ExecStart=/bin/sh -c ${commandWord(shellCommand(plan))}
`
  },
  {
    file: `${plan.name}.timer`,
    text: `${MARK}${plan.owner}
[Unit]
Description=chatledger: when ${plan.name}.service runs

[Timer]
OnCalendar=${calendarTimes(plan.minutes)}
RandomizedDelaySec=${delaySeconds(plan.minutes)}
Persistent=true

[Install]
WantedBy=timers.target
`
  }
]

/** The configuration of a unit; undefined if this program did not write it. */
export const ownerOfUnit = (text: string): string | undefined => {
  const [first = ""] = text.split("\n")
  return first.startsWith(MARK) ? first.slice(MARK.length) : undefined
}
