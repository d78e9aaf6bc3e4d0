import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { textPolicies } from "../../src/pseudonyms/rules.ts"
import { breadth } from "../breadth.ts"
import { emptyDatabase, loaded } from "../loaded.ts"
import { repliesOfSeeds } from "../many-accounts.ts"
import { account } from "./account.ts"
import { contentOf, holds } from "./content.ts"
import { numbersIn, textsIn, toldIn } from "./told.ts"
import { pseudonymised, written } from "./written.ts"

const seeds = Array.from({ length: breadth(2, 10) }, (_, seed) => seed)
const made = repliesOfSeeds(seeds)
const replies = [...made, ...account]
const bodies = replies.map(({ body }) => body)
const instances = [...new Set(replies.map(({ instanceId }) => instanceId))]

/** What cannot be in a text that was kept: all that is no text, and what tells in texts. */
const numbersAndAddresses = () => {
  const texts = bodies.flatMap(textsIn)
  const addresses = texts.flatMap(
    (text) => text.match(/[^\s,()]+@[^\s,]+|(?:https?:\/\/|www\.|wa\.me|shop\.)[^\s,()]+/gi) ?? []
  )
  const names = ["Верочка", "Кузнецов", "passport", "Паспорт", "/9j/", "Тверская", "никто не описал", "Олег"]
  return [...new Set([...numbersIn(texts), ...addresses, ...names])]
}

layer(NodeServices.layer)("a pseudonymised export", (it) => {
  for (const texts of textPolicies)
    it.effect(
      `holds no name, number, id, address, thumbnail or text in any format, with texts ${texts}`,
      () =>
        Effect.gen(function* () {
          const database = yield* loaded(replies)
          const pseudonyms = yield* pseudonymised(database, texts)
          const content = yield* contentOf(database, yield* written(pseudonyms.database))
          const nothing = yield* contentOf(
            database,
            yield* written((yield* pseudonymised(yield* emptyDatabase, texts)).database)
          )
          const told = [...(texts === "keep" ? numbersAndAddresses() : toldIn(bodies)), ...instances]
          const sought = told.filter((text) => !holds(nothing, text))
          expect(sought.length).toBeGreaterThan(told.length * 0.95)
          expect(sought.filter((text) => holds(content, text))).toEqual([])
        }),
      120_000
    )

  it.effect("would be found to leak if it were not pseudonymised", () =>
    Effect.gen(function* () {
      const database = yield* loaded(replies)
      const content = yield* contentOf(database, yield* written(database))
      const told = toldIn(bodies)
      expect(told.filter((text) => holds(content, text)).length).toBeGreaterThan(told.length * 0.9)
    })
  )
})
