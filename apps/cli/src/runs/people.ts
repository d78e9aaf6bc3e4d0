// Whom a question counts, and what it calls them: ids, or people by evidence and by the rosters that the flags name,
// under the names that the flags bring.
import {
  countPeople,
  type Database,
  type NamedId,
  nameIds,
  type RosterRow,
  readNames,
  readRoster
} from "@chatledger/analytics"
import * as Effect from "effect/Effect"

export interface NamesFlags {
  readonly names: ReadonlyArray<string>
}

export interface PeopleFlags {
  readonly people: boolean
  readonly roster: ReadonlyArray<string>
}

/** The names that the user brings. */
export const namesIn = (flags: NamesFlags) =>
  Effect.map(Effect.forEach(flags.names, readNames), (files): ReadonlyArray<NamedId> => files.flat())

/** The rosters, where people are to be counted; undefined where ids are. */
export const peopleIn = Effect.fnUntraced(function* (flags: PeopleFlags) {
  const rosters: ReadonlyArray<RosterRow> = (yield* Effect.forEach(flags.roster, readRoster)).flat()
  return flags.people || flags.roster.length > 0 ? rosters : undefined
})

/** Makes a session count as the flags say, and call chats and people as the user does. */
export const countAs = (
  database: Database,
  people: ReadonlyArray<RosterRow> | undefined,
  names: ReadonlyArray<NamedId> = []
) => {
  if (people !== undefined) return countPeople(database, people, names)
  return names.length > 0 ? nameIds(database, names) : Effect.void
}
