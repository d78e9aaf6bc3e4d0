// A plan as a line of a crontab. It has a mark at its end, by which the next one finds and replaces it.
//
// To cron a `%` ends the command unless a backslash is before it. Source: crontab(5) of Debian and of cronie.
import { AT_HOUR, AT_MINUTE, type Plan } from "./plan.ts"
import { shellCommand, shellWord } from "./posix-shell.ts"

/** Debian's cron takes no longer ones; others do. */
export const MOST_CRON_CHARACTERS = 990

const markOf = (name: string): string => `# chatledger schedule ${name}`

// Minutes, hours, days, months and weekdays: every 15 minutes, hourly at 7, every third hour, daily at 4:07.
const cronTimes = (minutes: number): string => {
  if (minutes < 60) return `*/${minutes} * * * *`
  if (minutes === 60) return `${AT_MINUTE} * * * *`
  return minutes < 1440 ? `${AT_MINUTE} */${minutes / 60} * * *` : `${AT_MINUTE} ${AT_HOUR} * * *`
}

/** The line of a plan, without its end. */
export const cronLine = (plan: Plan): string => {
  const command = `cd ${shellWord(plan.folder)} && { ${shellCommand(plan)}; } ${markOf(plan.name)} of ${plan.owner}`
  return `${cronTimes(plan.minutes)} ${command.replaceAll("%", "\\%")}`
}

/** The line of a name in a crontab; undefined if it has none. */
const lineIn = (crontab: string, name: string): string | undefined =>
  crontab.split("\n").find((line) => !line.startsWith("#") && line.includes(` ${markOf(name)} of `))

/** Which configuration the line of a name is for; undefined without one. */
export const ownerIn = (crontab: string, name: string): string | undefined =>
  lineIn(crontab, name)
    ?.split(` ${markOf(name)} of `)
    .at(-1)
    ?.replaceAll("\\%", "%")

/** A crontab without the line of a name. */
export const withoutLine = (crontab: string, name: string): string => {
  const line = lineIn(crontab, name)
  return line === undefined
    ? crontab
    : crontab
        .split("\n")
        .filter((each) => each !== line)
        .join("\n")
}

/** A crontab with the line of a plan, instead of the one before it. */
export const withLine = (crontab: string, plan: Plan): string => {
  const before = lineIn(crontab, plan.name)
  const line = cronLine(plan)
  if (before !== undefined) return crontab.replace(before, () => line)
  const end = crontab === "" || crontab.endsWith("\n") ? "" : "\n"
  return `${crontab}${end}${line}\n`
}
