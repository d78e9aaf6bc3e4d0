// The ids of a chat in the tables, for commands that otherwise read only snapshots.
import { allIdsOf } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { chatsNamed } from "../../tables/chats.ts"
import { type Naming, nameAs, namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import type { ForgetFlags } from "./command.ts"

/** The naming from the rosters in the flags. */
export const namingFor = ({ roster }: ForgetFlags) => namingIn({ people: false, roster, names: [] })

/** All ids of the given chat, by the journal and the rosters, or why it is none; a name or a number is only previewed. */
export const allIdsIn = (given: ForgetFlags, naming: Naming) =>
  useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* nameAs(database, naming)
      const named = yield* Effect.result(chatsNamed(database, [given.chat], given.instance))
      if (named._tag === "Failure" && named.failure instanceof WrongUsage) return named.failure
      const ids = yield* Effect.fromResult(named)
      const [id] = ids
      if (given.execute && id !== undefined && !ids.includes(given.chat))
        return new WrongUsage({ reason: strings.archive.executeNeedsId(id) })
      return yield* allIdsOf(database, ids)
    })
  )
