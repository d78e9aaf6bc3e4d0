// The little language in which the conversations of the account are written down.
//
//   # 01-07 08:40              a scene begins; small talk has `# morning`, `# evening` or `# any`
//   olga: С Рождеством! 🎄     who and what; an indented line goes on below, `{a|b}` is a choice
//   marat photo^2: Вот         a verb (text if none), answering the last message but one
//   ... 25m                    a pause of minutes or hours
//
// This module reads it; `stage.ts` performs it. Gotcha: a line that cannot be read is an error, not skipped.
import { hour, minute } from "./calendar.ts"
import type { Chance } from "./chance.ts"

/** A line that somebody says, `quoting` how many messages back (0 for none). */
export type Line = {
  readonly who: string
  readonly verb: string
  readonly quoting: number
  readonly text: string
}

/** A pause in seconds. */
export type Pause = { readonly pause: number }

export type Scene = { readonly heading: string; readonly steps: ReadonlyArray<Line | Pause> }

const pausePattern = /^\.\.\. (\d+)([mh])$/
const linePattern = /^([a-z]+)(?: ([a-z]+))?(?: ?\^(\d*))?:(?: (.+))?$/s

const stepOf = (source: string): Line | Pause => {
  const pause = pausePattern.exec(source)
  if (pause !== null) return { pause: Number(pause[1]) * (pause[2] === "h" ? hour : minute) }
  const [, who, verb = "text", back, text = ""] = linePattern.exec(source) ?? []
  if (who === undefined) throw new SyntaxError(`a script cannot be read here: ${source}`)
  return { who, verb, quoting: back === undefined ? 0 : Number(back === "" ? 1 : back), text }
}

const sceneOf = (source: string): Scene => {
  const [heading = "", ...lines] = source.trim().replaceAll(/\n\s+/g, "\u2028").split("\n")
  return { heading: heading.trim(), steps: lines.map((line) => stepOf(line.replaceAll("\u2028", "\n"))) }
}

/** The scenes of a script. */
export const scenesOf = (script: string): ReadonlyArray<Scene> =>
  script
    .split(/^# /m)
    .filter((source) => source.trim() !== "")
    .map((source) => sceneOf(source.replaceAll(/\n{2,}/g, "\n")))

/** What a `{slot}` stands for in one performance. */
export type Slots = Readonly<Record<string, string>>

const innermost = /\{([^{}]*)\}/g

/**
 * The text with its choices made and its slots filled, from the inside out.
 *
 * Of the choices those that suit the speaker are taken, all of them if none does.
 */
export const spoken = (
  text: string,
  slots: Slots,
  chance: Chance,
  suits: (choice: string) => boolean
): string => {
  const filled = text.replaceAll(innermost, (_, inside: string) => {
    if (inside.includes("|")) {
      const choices = inside.split("|")
      const suitable = choices.filter(suits)
      return chance.pick(suitable.length === 0 ? choices : suitable)
    }
    const value = slots[inside]
    if (value === undefined) throw new RangeError(`nothing is known for the slot {${inside}}`)
    return value
  })
  return filled === text ? text.trim() : spoken(filled, slots, chance, suits)
}
