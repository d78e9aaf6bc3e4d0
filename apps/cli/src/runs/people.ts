// Whom a question counts: ids, or people by evidence and by the rosters that the flags name.
import { countPeople, type Database, readRoster } from "@chatledger/analytics"
import * as Effect from "effect/Effect"

export interface PeopleFlags {
  readonly people: boolean
  readonly roster: ReadonlyArray<string>
}

/** Reads the rosters; what it answers makes a session count as the flags say, before its door is locked. */
export const peopleOf = Effect.fnUntraced(function* (flags: PeopleFlags) {
  const rosters = yield* Effect.forEach(flags.roster, readRoster)
  const isAsked = flags.people || flags.roster.length > 0
  return (database: Database) => (isAsked ? countPeople(database, rosters.flat()) : Effect.void)
})
