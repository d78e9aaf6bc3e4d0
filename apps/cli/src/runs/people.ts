// Whom a question counts, and what it calls them: ids, or people by evidence and by the rosters that the flags name,
// under the names that the flags bring.
import { countPeople, type Database, nameIds, readNames, readRoster } from "@chatledger/analytics"
import * as Effect from "effect/Effect"

export interface NamesFlags {
  readonly names: ReadonlyArray<string>
}

export interface PeopleFlags extends NamesFlags {
  readonly people: boolean
  readonly roster: ReadonlyArray<string>
}

/** Reads the files of names; what it answers makes a session use them, before its door is locked. */
export const namesOf = Effect.fnUntraced(function* (flags: NamesFlags) {
  const names = (yield* Effect.forEach(flags.names, readNames)).flat()
  return (database: Database) => (flags.names.length > 0 ? nameIds(database, names) : Effect.void)
})

/** Reads rosters and names; what it answers makes a session count as the flags say, before its door is locked. */
export const peopleOf = Effect.fnUntraced(function* (flags: PeopleFlags) {
  const rosters = yield* Effect.forEach(flags.roster, readRoster)
  const names = (yield* Effect.forEach(flags.names, readNames)).flat()
  const isAsked = flags.people || flags.roster.length > 0
  return (database: Database) => {
    if (isAsked) return countPeople(database, rosters.flat(), names)
    return names.length > 0 ? nameIds(database, names) : Effect.void
  }
})
