// Finds the columns of free text that need XML escaping: most do not, and are then written without
// checking each row again. Traits found in the first rows are taken as given. Columns without any are checked together, since
// one check of a row is much cheaper than one of each cell; each is checked separately only if that finds something.
// Gotcha: the result must be that of exactly the rows that are written.
import { has, isCalm, isRareUnlessCalm, type TextTrait, textTraits, where } from "./xml-text.ts"

/** A result row: values by name. */
type Answer = Readonly<Record<string, unknown>>

const nameOf = (trait: TextTrait, at: string) => `${trait}_${at}`

const anyRow = (condition: string, name: string) => `coalesce(bool_or(${condition}), false) as ${name}`

const quoted = (text: string) => `concat('"', ${text}, '"')`

/** Aggregates over the first rows of a column. */
export const traitsOfSample = (at: string): ReadonlyArray<string> => [
  ...textTraits.map((trait) => anyRow(has[trait](at), nameOf(trait, at))),
  `coalesce(bool_and(${isCalm(quoted(at))}), true) as calm_${at}`
]

/** The traits of a column in the results of `traitsOfSample` or later aggregates. */
export const traitsIn =
  (answer: Answer) =>
  (at: string): ReadonlySet<TextTrait> =>
    new Set(textTraits.filter((trait) => answer[nameOf(trait, at)] === true))

const askEach = (trait: TextTrait, at: string) => {
  const condition = trait === "rare" ? isRareUnlessCalm(at, isCalm(quoted(at))) : has[trait](at)
  return anyRow(condition, nameOf(trait, at))
}

/** Conditions on several columns joined in one text, `line`: texts separated by `|`, between two `"`. */
const ofLine = (columns: ReadonlyArray<string>): Readonly<Record<TextTrait, string>> => ({
  marked: has.marked("line"),
  rare: isRareUnlessCalm("line", "calm"),
  spaced: where(
    "calm",
    "contains(line, '| ') or contains(line, ' |')",
    columns.map((at) => `coalesce(${has.spaced(at)}, false)`).join(" or ")
  )
})

/** The remaining queries about columns, after their first rows. */
interface TraitQuestion {
  /** Aggregates over all rows of `from`. */
  readonly what: ReadonlyArray<string>
  readonly from: string
  /** Aggregates over all rows, needed if the first result is ambiguous. */
  readonly doubts: (answer: Answer) => ReadonlyArray<string>
}

/** The remaining queries about columns of a source, given the result of `traitsOfSample` for its first rows. */
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
