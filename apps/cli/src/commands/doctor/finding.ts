// Findings of doctor: one line each, with advice if something is wrong.

import { filled } from "../../terminal/prose.ts"
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

/** Width of what stands before a finding. */
const MARGIN = 11

/** Text beside the margin, also where it needs several lines. */
const besideMargin = (text: string, columns: number): string =>
  filled(onOneLine(text), columns - MARGIN).join(`\n${" ".repeat(MARGIN)}`)

const lineOf = ({ check, health, found, source, advice }: Finding, columns: number): string => {
  const from = source === undefined ? "" : `  (${named(source)})`
  const line = `  ${named(health, marks[health])}  ${besideMargin(`${named(check)}: ${found}${from}`, columns)}\n`
  return advice === undefined ? line : `${line}${" ".repeat(MARGIN)}${besideMargin(advice, columns)}\n`
}

/** Findings as lines of at most `columns`, under a heading per subject. */
export const findingsText = (
  findings: ReadonlyArray<Finding>,
  columns = Number.POSITIVE_INFINITY
): string => {
  let text = ""
  let subject: string | undefined
  for (const finding of findings) {
    if (finding.subject !== subject)
      text += `${subject === undefined ? "" : "\n"}${onOneLine(named(finding.subject))}\n`
    subject = finding.subject
    text += lineOf(finding, columns)
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
