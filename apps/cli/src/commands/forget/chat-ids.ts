// The ids under which a chat is in the tables, for commands that otherwise read snapshots alone.
import { allIdsOf } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { type Naming, nameAs, namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import type { ForgetFlags } from "./command.ts"

/** Who is who by the rosters that the flags name. */
export const namingFor = ({ roster }: ForgetFlags) => namingIn({ people: false, roster, names: [] })

/** All ids of the chat that is given, by the journal and by the rosters. */
export const allIdsIn = (given: ForgetFlags, naming: Naming) =>
  useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* nameAs(database, naming)
      return yield* allIdsOf(database, [given.chat])
    })
  )
