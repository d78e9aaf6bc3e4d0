// Which columns of free text have anything that XML would have to escape: most have nothing, and are then written without
// looking again at each row. What the first rows show is believed. Columns that show nothing are looked at all together,
// since one look at a row is much cheaper than one at each of its cells; only where that finds something, each is asked.
// Gotcha: the answers must be of the very rows that are written.
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
export const traitsIn =
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

/** What is left to ask about columns, once their first rows are known. */
interface TraitQuestion {
  /** Aggregates over all rows of `from`. */
  readonly what: ReadonlyArray<string>
  readonly from: string
  /** Aggregates over all rows, where the answer to the first ones leaves doubts. */
  readonly doubts: (answer: Answer) => ReadonlyArray<string>
}

/** What is left to ask about columns of a source, by what the aggregates of `traitsOfSample` said of its first rows. */
export const traitQuestion = (
  columns: ReadonlyArray<string>,
  sample: Answer,
  source: string
): TraitQuestion => {
  const ofSample = traitsIn(sample)
  const bland = columns.filter((at) => ofSample(at).size === 0 && sample[`calm_${at}`] === true)
  const others = columns
    .filter((at) => !bland.includes(at))
    .flatMap((at) =>
      textTraits.filter((trait) => !ofSample(at).has(trait)).map((trait) => askEach(trait, at))
    )
  if (bland.length === 0) return { what: others, from: source, doubts: () => [] }
  const line = `concat_ws('|', '"', ${bland.join(", ")}, '"')`
  return {
    what: [...Object.entries(ofLine(bland)).map(([trait, condition]) => anyRow(condition, trait)), ...others],
    from: `(select *, ${isCalm("line")} as calm from (select *, ${line} as line from ${source}))`,
    doubts: (answer) =>
      textTraits
        .filter((trait) => answer[trait] === true)
        .flatMap((trait) => bland.map((at) => askEach(trait, at)))
  }
}
