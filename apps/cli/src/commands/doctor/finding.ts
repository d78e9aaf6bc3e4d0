// Findings of doctor: one line each, with advice if something is wrong.

import { onOneLine } from "../../terminal/text.ts"
import { doctorStrings } from "./strings.ts"

/** `ok`; `warning`: recording works, but something is lost or at risk; `problem`: it does not work. */
export type Health = "ok" | "warning" | "problem"

/** The result of one check. */
export interface Finding {
  /** `configuration`, `archive`, or the idInstance. */
  readonly subject: string
  readonly check: string
  readonly health: Health
  /** What was found; never contains a secret. */
  readonly found: string
  /** The source of a value: a flag, a variable, a file, `default`. */
  readonly source?: string
  /** What is lost or at risk, and what to do. */
  readonly advice?: string
  /** Tag of the error that made it a problem; decides the exit code. */
  readonly tag?: string
}

const marks: Record<Health, string> = { ok: "ok     ", warning: "warning", problem: "problem" }

/** The translated name in the language of messages. */
const named = (name: string, otherwise = name): string => doctorStrings.doctor.names[name] ?? otherwise

const lineOf = ({ check, health, found, source, advice }: Finding): string => {
  const from = source === undefined ? "" : `  (${named(source)})`
  const line = `  ${named(health, marks[health])}  ${onOneLine(`${named(check)}: ${found}${from}`)}\n`
  return advice === undefined ? line : `${line}           ${onOneLine(advice)}\n`
}

/** Findings as lines, under a heading per subject. */
export const findingsText = (findings: ReadonlyArray<Finding>): string => {
  let text = ""
  let subject: string | undefined
  for (const finding of findings) {
    if (finding.subject !== subject)
      text += `${subject === undefined ? "" : "\n"}${onOneLine(named(finding.subject))}\n`
    subject = finding.subject
    text += lineOf(finding)
  }
  return text
}

/** Findings as a JSON array of objects. */
export const findingsJson = (findings: ReadonlyArray<Finding>): string => {
  const rows = findings.map(({ subject, check, health, found, source, advice }) => ({
    subject,
    check,
    health,
    found,
    source: source ?? null,
    advice: advice ?? null
  }))
  return `${JSON.stringify(rows, null, 2)}\n`
}
