// A plan as a line of a crontab. A mark at its end lets the next one find and replace it.
//
// In cron, `%` ends the command unless a backslash precedes it. Source: crontab(5) of Debian and of cronie.
import { AT_HOUR, AT_MINUTE, type Plan } from "./plan.ts"
import { shellCommand, shellWord } from "./posix-shell.ts"

/** Longest line that Debian's cron accepts; others accept more. */
export const MOST_CRON_CHARACTERS = 990

const markOf = (name: string): string => `# chatledger schedule ${name}`

// Minutes, hours, days, months and weekdays: every 15 minutes, hourly at 7, every third hour, daily at 4:07.
const cronTimes = (minutes: number): string => {
  if (minutes < 60) return `*/${minutes} * * * *`
  if (minutes === 60) return `${AT_MINUTE} * * * *`
  return minutes < 1440 ? `${AT_MINUTE} */${minutes / 60} * * *` : `${AT_MINUTE} ${AT_HOUR} * * *`
}

/** The line of a plan, without a line break. */
export const cronLine = (plan: Plan): string => {
  const command = `cd ${shellWord(plan.folder)} && { ${shellCommand(plan)}; } ${markOf(plan.name)} of ${plan.owner}`
  return `${cronTimes(plan.minutes)} ${command.replaceAll("%", "\\%")}`
}

/** The line with this name in a crontab; undefined without one. */
const lineIn = (crontab: string, name: string): string | undefined =>
  crontab.split("\n").find((line) => !line.startsWith("#") && line.includes(` ${markOf(name)} of `))

/** The configuration of the line with this name; undefined without one. */
export const ownerIn = (crontab: string, name: string): string | undefined =>
  lineIn(crontab, name)
    ?.split(` ${markOf(name)} of `)
    .at(-1)
    ?.replaceAll("\\%", "%")

/** A crontab without the line of this name. */
export const withoutLine = (crontab: string, name: string): string => {
  const line = lineIn(crontab, name)
  return line === undefined
    ? crontab
    : crontab
        .split("\n")
        .filter((each) => each !== line)
        .join("\n")
}

/** A crontab with the line of a plan, in place of its earlier one. */
export const withLine = (crontab: string, plan: Plan): string => {
  const before = lineIn(crontab, plan.name)
  const line = cronLine(plan)
  if (before !== undefined) return crontab.replace(before, () => line)
  const end = crontab === "" || crontab.endsWith("\n") ? "" : "\n"
  return `${crontab}${end}${line}\n`
}
