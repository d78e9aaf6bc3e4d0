// A plan as a task of the Windows Task Scheduler, for `schtasks /create /xml`. Its output goes to a file beside the
// archive.
//
// The commands run in one `cmd`, whose exit code is the task's last result. Gotcha: `cmd` cannot quote
// `%` and `!`, so a plan that contains them is refused earlier.
// Source: https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
import { AT_HOUR, AT_MINUTE, type Plan, twoDigits } from "./plan.ts"

/** Output of the task, in its folder. */
const LOG = "chatledger-schedule.log"

/** True if a word can be passed to `cmd`. */
export const isWindowsWord = (word: string): boolean => !/["%!]/.test(word)

const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const commandOf = (words: ReadonlyArray<string>): string => {
  const quoted = words.map((word) => (/^[\w:\\/.-]+$/.test(word) ? word : `"${word}"`))
  return `${quoted.join(" ")} 2>> ${LOG}`
}

/** Arguments of `cmd`; its exit code is that of the last export that failed, otherwise that of the sync. */
const windowsArguments = ({ exports, sync }: Plan): string => {
  const steps = [
    commandOf(sync),
    "set code=!errorlevel!",
    ...exports.map((words) => `${commandOf(words)} || set code=!errorlevel!`),
    "exit !code!"
  ]
  return `/d /v:on /s /c "${steps.join(" & ")}"`
}

const intervalOf = (minutes: number): string =>
  minutes < 60 ? `PT${minutes}M` : minutes < 1440 ? `PT${minutes / 60}H` : "P1D"

/** The start is in the past, so the next run is the next one of the interval. */
const startOf = (minutes: number): string =>
  `2026-01-01T${twoDigits(minutes < 1440 ? 0 : AT_HOUR)}:${twoDigits(minutes < 60 ? 0 : AT_MINUTE)}:00`

export const windowsTask = (plan: Plan): string =>
  `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${xml(`chatledger: sync and export of ${plan.folder}, for ${plan.owner}`)}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>${startOf(plan.minutes)}</StartBoundary>
      <Repetition>
        <Interval>${intervalOf(plan.minutes)}</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>${xml(windowsArguments(plan))}</Arguments>
      <WorkingDirectory>${xml(plan.folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`.replaceAll("\n", "\r\n")

/** A task file as Windows reads it: UTF-16 little-endian, with a byte-order mark. */
export const windowsTaskFile = (plan: Plan): Uint8Array =>
  Buffer.from(`\ufeff${windowsTask(plan)}`, "utf16le")
