// The verdict on each instance: one line, all well or what to do.
import type { KnownInstance } from "../../configuration/instances.ts"
import { onOneLine } from "../../terminal/text.ts"
import type { Finding, Health } from "./finding.ts"
import { doctorStrings } from "./strings.ts"

const weight: Readonly<Record<Health, number>> = { ok: 0, warning: 1, problem: 2 }

/** What to do about findings, most serious first; all settings that are off are one item. */
const thingsToDo = (findings: ReadonlyArray<Finding>): ReadonlyArray<string> => [
  ...new Set(
    findings
      .toSorted((left, right) => weight[right.health] - weight[left.health])
      .map(({ advice, check, found, tag }) =>
        tag === "SettingOff" && check !== "fix" ? doctorStrings.doctor.switchOn : (advice ?? found)
      )
  )
]

/** The verdict on an instance: from its own findings, and problems of the archive and the network, which affect all. */
export const verdictOf = ({ idInstance }: KnownInstance, findings: ReadonlyArray<Finding>): Finding => {
  const subject = idInstance.value
  const bad = findings.filter(
    (finding) =>
      finding.health !== "ok" &&
      (finding.subject === subject || (finding.health === "problem" && /^\D/.test(finding.subject)))
  )
  const found = { subject, check: "verdict" } as const
  return bad.length === 0
    ? { ...found, health: "ok", found: doctorStrings.doctor.allWell }
    : {
        ...found,
        health: bad.some(({ health }) => health === "problem") ? "problem" : "warning",
        found: doctorStrings.doctor.toDo,
        advice: thingsToDo(bad).join("; ")
      }
}

/** Verdicts as lines, each with the name of its instance. */
export const verdictsText = (
  instances: ReadonlyArray<KnownInstance>,
  verdicts: ReadonlyArray<Finding>
): string =>
  verdicts
    .map(({ advice, found, subject }, i) => {
      const name = instances[i]?.name
      const shown = name === undefined ? subject : `${subject} (${name})`
      return `${onOneLine(`${shown}: ${advice === undefined ? found : `${found}: ${advice}`}`)}\n`
    })
    .join("")
