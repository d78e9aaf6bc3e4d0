// Formats a built-in answer for people: in their language, fitted to the window, with the names of own accounts.
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { fileLanguage } from "../messages/strings.ts"
import type { Destination } from "../output/destination.ts"
import type { TextOptions } from "../output/text-formats.ts"
import { ownNamesIn } from "./own-names.ts"
import type { Shape } from "./shape.ts"

/** An id with its name in the user's files. */
interface Named {
  readonly id: string
  readonly name: string
}

/** Names of own accounts in files, by instance; the first match wins. */
export const accountNames = (names: ReadonlyArray<Named>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.toReversed().flatMap(({ id, name }) => {
      const [, instance] = /^instance:(\w+)$/.exec(id) ?? []
      return instance === undefined ? [] : [[instance, name]]
    })
  )

/** Options of a readable table; without a readable configuration there are no names. */
export const readableText = Effect.fnUntraced(function* (
  flags: { readonly config: Option.Option<string> },
  { path }: Pick<Destination, "path">,
  names: ReadonlyArray<Named>,
  { columns, limit }: Pick<Shape, "columns" | "limit">,
  isOfInstances = false
) {
  const configured = yield* Effect.orElseSucceed(
    ownNamesIn({ ...flags, pseudonymize: false }),
    () => new Map<string, string>()
  )
  const instances = { ...Object.fromEntries(configured), ...accountNames(names) }
  return {
    isFitted: path === undefined,
    ...(limit === undefined ? {} : { maxRows: limit }),
    readable: {
      locale: fileLanguage,
      instances,
      isOfInstances,
      ...(columns === undefined ? {} : { columns })
    }
  } satisfies Partial<TextOptions>
})
