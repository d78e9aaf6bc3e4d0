// Which columns of free text have anything that XML would have to escape: most have nothing, and are then written without
// looking again at each row. What the first rows show is believed; the rest is looked at, all columns together, since one
// look at a row is much cheaper than one at each of its cells. Only where that finds something, each column is asked.
// Gotcha: the answers must be of the very rows that are written.
import * as Effect from "effect/Effect"
import { has, isQuiet, isRareThoughQuiet, type TextTrait, textTraits } from "./xml-text.ts"

/** An answer: values by their names. */
type Answer = Readonly<Record<string, unknown>>

const nameOf = (trait: TextTrait, at: string) => `${trait}_${at}`

const anyRow = (condition: string, name: string) => `coalesce(bool_or(${condition}), false) as ${name}`

/** Aggregates over the first rows of a column. */
export const traitsOfSample = (at: string): ReadonlyArray<string> => [
  ...textTraits.map((trait) => anyRow(has[trait](at), nameOf(trait, at))),
  `coalesce(bool_and(${isQuiet(at)}), true) as quiet_${at}`
]

/** The traits of a column, by what the aggregates of `traitsOfSample` or later ones said. */
export const sampledTraits =
  (answer: Answer) =>
  (at: string): ReadonlySet<TextTrait> =>
    new Set(textTraits.filter((trait) => answer[nameOf(trait, at)] === true))

const joined = (columns: ReadonlyArray<string>, name: string) =>
  columns.length === 0 ? `null::varchar as ${name}` : `concat_ws('|', ${columns.join(", ")}) as ${name}`

/** The traits of columns, where the first rows do not show them already. `ask` runs one SELECT of aggregates. */
export const findTraits = Effect.fnUntraced(function* <E>(
  columns: ReadonlyArray<string>,
  sample: Answer,
  source: string,
  ask: (what: ReadonlyArray<string>, from: string) => Effect.Effect<Answer, E>
) {
  const unseen = (trait: TextTrait) => columns.filter((at) => sample[nameOf(trait, at)] !== true)
  const [marked, rare, edged] = [unseen("marked"), unseen("rare"), unseen("edged")]
  const isQuietSoFar = (at: string) => sample[`quiet_${at}`] === true
  const together = yield* ask(
    [
      anyRow(has.marked("marks"), "marked"),
      anyRow(isRareThoughQuiet("quiet"), "quiet"),
      anyRow(has.rare("loud"), "loud"),
      anyRow(edged.length === 0 ? "false" : edged.map(has.edged).join(" or "), "edged")
    ],
    `(select *, ${joined(marked, "marks")}, ${joined(rare.filter(isQuietSoFar), "quiet")},
        ${joined(
          rare.filter((at) => !isQuietSoFar(at)),
          "loud"
        )} from ${source})`
  )
  const doubtful = [
    ...(together["marked"] === true ? marked.map((at) => ["marked", at] as const) : []),
    ...(together["quiet"] === true || together["loud"] === true
      ? rare.map((at) => ["rare", at] as const)
      : []),
    ...(together["edged"] === true ? edged.map((at) => ["edged", at] as const) : [])
  ]
  if (doubtful.length === 0) return sampledTraits(sample)
  const each = yield* ask(
    doubtful.map(([trait, at]) => anyRow(has[trait](at), nameOf(trait, at))),
    source
  )
  return sampledTraits({ ...sample, ...each })
})
