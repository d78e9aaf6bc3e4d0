// Which columns of free text have anything that XML would have to escape: most have nothing, and are then written without
// looking again at each row. What the first rows show is believed. Columns that show nothing are looked at all together,
// since one look at a row is much cheaper than one at each of its cells; only where that finds something, each is asked.
// Gotcha: the answers must be of the very rows that are written.
import * as Effect from "effect/Effect"
import { has, isCalm, isRareUnlessCalm, type TextTrait, textTraits, where } from "./xml-text.ts"

/** An answer: values by their names. */
type Answer = Readonly<Record<string, unknown>>

const nameOf = (trait: TextTrait, at: string) => `${trait}_${at}`

const anyRow = (condition: string, name: string) => `coalesce(bool_or(${condition}), false) as ${name}`

const quoted = (text: string) => `concat('"', ${text}, '"')`

/** Aggregates over the first rows of a column. */
export const traitsOfSample = (at: string): ReadonlyArray<string> => [
  ...textTraits.map((trait) => anyRow(has[trait](at), nameOf(trait, at))),
  `coalesce(bool_and(${isCalm(quoted(at))}), true) as calm_${at}`
]

/** The traits of a column, by what the aggregates of `traitsOfSample` or later ones said. */
export const sampledTraits =
  (answer: Answer) =>
  (at: string): ReadonlySet<TextTrait> =>
    new Set(textTraits.filter((trait) => answer[nameOf(trait, at)] === true))

const askEach = (trait: TextTrait, at: string) => {
  const condition = trait === "rare" ? isRareUnlessCalm(at, isCalm(quoted(at))) : has[trait](at)
  return anyRow(condition, nameOf(trait, at))
}

/** Conditions about all of some columns in one text, `line`: its texts stand between `|`, its ends are `"`. */
const ofLine = (columns: ReadonlyArray<string>): Readonly<Record<TextTrait, string>> => ({
  marked: has.marked("line"),
  rare: isRareUnlessCalm("line", "calm"),
  spaced: where(
    "calm",
    "contains(line, '| ') or contains(line, ' |')",
    columns.map((at) => `coalesce(${has.spaced(at)}, false)`).join(" or ")
  )
})

const withLine = (columns: ReadonlyArray<string>, source: string) => {
  const line = `concat_ws('|', '"', ${columns.join(", ")}, '"')`
  return `(select *, ${isCalm("line")} as calm from (select *, ${line} as line from ${source}))`
}

/** The traits of columns, where the first rows do not show them already. `ask` runs one SELECT of aggregates. */
export const findTraits = Effect.fnUntraced(function* <E>(
  columns: ReadonlyArray<string>,
  sample: Answer,
  source: string,
  ask: (what: ReadonlyArray<string>, from: string) => Effect.Effect<Answer, E>
) {
  const ofSample = sampledTraits(sample)
  const bland = columns.filter((at) => ofSample(at).size === 0 && sample[`calm_${at}`] === true)
  const others = columns
    .filter((at) => !bland.includes(at))
    .flatMap((at) =>
      textTraits.filter((trait) => !ofSample(at).has(trait)).map((trait) => askEach(trait, at))
    )
  const together = Object.entries(bland.length === 0 ? {} : ofLine(bland)).map(([trait, condition]) =>
    anyRow(condition, trait)
  )
  if (others.length + together.length === 0) return ofSample
  const first = yield* ask([...together, ...others], bland.length === 0 ? source : withLine(bland, source))
  const doubtful = textTraits
    .filter((trait) => first[trait] === true)
    .flatMap((trait) => bland.map((at) => askEach(trait, at)))
  const each = doubtful.length === 0 ? {} : yield* ask(doubtful, source)
  return sampledTraits({ ...sample, ...first, ...each })
})
