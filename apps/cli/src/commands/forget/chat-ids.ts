// The ids of a chat in the tables, for commands that otherwise read only snapshots.
import { allIdsOf } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import { type Naming, nameAs, namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import type { ForgetFlags } from "./command.ts"

/** The naming from the rosters in the flags. */
export const namingFor = ({ roster }: ForgetFlags) => namingIn({ people: false, roster, names: [] })

/** All ids of the given chat, by the journal and the rosters. */
export const allIdsIn = (given: ForgetFlags, naming: Naming) =>
  useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* nameAs(database, naming)
      return yield* allIdsOf(database, [given.chat])
    })
  )
