// The parameters of a query and their values, as the first page shows them.
import { literal, type PageBlock } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { localTime } from "./archive-facts.ts"
import type { Wording } from "./wording.ts"

/** A parameter by name; null if it was not given. */
export type ParameterTexts = ReadonlyArray<readonly [name: string, value: string | null]>

const moments = ["from", "to", "as_of", "at"]
const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

const itemsOf = (value: object): ReadonlyArray<unknown> => {
  const items: unknown = Array.isArray(value) ? value : Reflect.get(value, "items")
  return Array.isArray(items) ? items : [value]
}

/** Values as text: lists separated by commas, times in the zone. Fails with `DatabaseFailed`. */
export const parameterTexts = Effect.fnUntraced(function* (
  database: Pick<Database, "rows">,
  parameters: Readonly<Record<string, unknown>>,
  timeZone: string
) {
  const texts: Array<readonly [string, string | null]> = []
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined) texts.push([name, null])
    else if (moments.includes(name) && typeof value === "string" && isInstant.test(value)) {
      const [row] = yield* database.rows(
        `select ${localTime(`${literal(value)}::timestamptz`, timeZone)}::varchar as moment`
      )
      texts.push([name, String(row?.["moment"])])
    } else
      texts.push([name, typeof value === "object" ? itemsOf(value).map(String).join(", ") : String(value)])
  }
  return texts satisfies ParameterTexts
})

/** The parameters as a small table; empty without parameters. */
export const parameterBlocks = (
  parameters: ParameterTexts,
  words: Wording["about"]
): ReadonlyArray<PageBlock> =>
  parameters.length === 0
    ? []
    : [
        { kind: "heading", text: words.parameters },
        {
          kind: "table",
          name: "parameters",
          columns: [
            { title: words.parameter, type: "text" },
            { title: words.value, type: "text" }
          ],
          rows: parameters.map(([name, value]) => [name, value ?? words.notGiven])
        }
      ]
