// The format of conversations in `conversations/*.json`, where a scene is `{ when, lines }`.
//
//   olga: С Рождеством! 🎄     who and what; `{a|b}` is a choice
//   marat photo^2: Вот         a verb (text if none), answering the last message but one
//   ... 25m                    a pause of minutes or hours
//
// `when` is a local time such as `01-07 08:40`, or `morning`, `evening` or `any` for small talk. `stage.ts` performs it.
import { hour, minute } from "./calendar.ts"
import type { Random } from "./random.ts"

/** A spoken line; `quoting` is how many messages back it answers (0 for none). */
export type Line = {
  readonly who: string
  readonly verb: string
  readonly quoting: number
  readonly text: string
}

/** A pause in seconds. */
type Pause = { readonly pause: number }

/** A scene as in its file. */
export type Conversation = { readonly when: string; readonly lines: ReadonlyArray<string> }

export type Scene = { readonly when: string; readonly steps: ReadonlyArray<Line | Pause> }

const pausePattern = /^\.\.\. (\d+)([mh])$/
const linePattern = /^([a-z]+)(?: ([a-z]+))?(?: ?\^(\d*))?:(?: (.+))?$/s

const stepOf = (source: string): Line | Pause => {
  const pause = pausePattern.exec(source)
  if (pause !== null) return { pause: Number(pause[1]) * (pause[2] === "h" ? hour : minute) }
  const [, who, verb = "text", back, text = ""] = linePattern.exec(source) ?? []
  if (who === undefined) throw new SyntaxError(`a script cannot be read here: ${source}`)
  return { who, verb, quoting: back === undefined ? 0 : Number(back === "" ? 1 : back), text }
}

/** Parses the scenes of a file. Throws a `SyntaxError` at an invalid line. */
export const scenesOf = (conversations: ReadonlyArray<Conversation>): ReadonlyArray<Scene> =>
  conversations.map(({ when, lines }) => ({ when, steps: lines.map(stepOf) }))

/** The text of each `{slot}` in one performance. */
export type Slots = Readonly<Record<string, string>>

const innermost = /\{([^{}]*)\}/g

/**
 * The text with its choices made and its slots filled, innermost first.
 *
 * Chooses among the options that suit the speaker, or among all if none does.
 */
export const spoken = (
  text: string,
  slots: Slots,
  random: Random,
  suits: (choice: string) => boolean
): string => {
  const filled = text.replaceAll(innermost, (_, inside: string) => {
    if (inside.includes("|")) {
      const choices = inside.split("|")
      const suitable = choices.filter(suits)
      return random.pick(suitable.length === 0 ? choices : suitable)
    }
    const value = slots[inside]
    if (value === undefined) throw new RangeError(`nothing is known for the slot {${inside}}`)
    return value
  })
  return filled === text ? text.trim() : spoken(filled, slots, random, suits)
}
