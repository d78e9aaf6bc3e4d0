// Whom a question counts: ids, or people by evidence and by the rosters that the flags name.
import { countPeople, type Database, type RosterRow, readRoster } from "@chatledger/analytics"
import * as Effect from "effect/Effect"

export interface PeopleFlags {
  readonly people: boolean
  readonly roster: ReadonlyArray<string>
}

/** The rosters, where people are to be counted; undefined where ids are. */
export const peopleIn = Effect.fnUntraced(function* (flags: PeopleFlags) {
  const rosters: ReadonlyArray<RosterRow> = (yield* Effect.forEach(flags.roster, readRoster)).flat()
  return flags.people || flags.roster.length > 0 ? rosters : undefined
})

/** Makes a session count as the flags say. */
export const countAs = (database: Database, people: ReadonlyArray<RosterRow> | undefined) =>
  people === undefined ? Effect.void : countPeople(database, people)
