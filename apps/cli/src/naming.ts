// Whom a question counts, and what it calls them: ids, or people by evidence and by the rosters that the flags name,
// under the names that the flags bring. Plain values, for a query may be answered by a process of its own.
import {
  countChats,
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

export interface PeopleFlags extends NamesFlags {
  readonly people: boolean
  readonly roster: ReadonlyArray<string>
}

/** How a session counts and calls those of whom it tells. */
export interface Naming {
  /** The rosters, where people are to be counted; undefined where ids are. */
  readonly rosters: ReadonlyArray<RosterRow> | undefined
  /** Of the user's files. */
  readonly names: ReadonlyArray<NamedId>
}

/** Makes a session count chats, and people where they are asked for, and call them as asked; to be done before its door is locked. */
export const countAs = (database: Database, { rosters, names }: Naming) =>
  rosters === undefined ? countChats(database, names) : countPeople(database, rosters, names)

/** Ids, or people where they are asked for, under the names of the journal. */
export const namingOf = (people: boolean): Naming => ({ rosters: people ? [] : undefined, names: [] })

/** What the files of names say, of ids. */
export const namesIn = Effect.fnUntraced(function* (flags: NamesFlags) {
  const names = (yield* Effect.forEach(flags.names, readNames)).flat()
  return { rosters: undefined, names } satisfies Naming
})

/** What flags, rosters and files of names say. */
export const namingIn = Effect.fnUntraced(function* (flags: PeopleFlags) {
  const rosters: ReadonlyArray<RosterRow> = (yield* Effect.forEach(flags.roster, readRoster)).flat()
  const { names } = yield* namesIn(flags)
  const isAsked = flags.people || flags.roster.length > 0
  return { rosters: isAsked ? rosters : undefined, names } satisfies Naming
})

/** Makes a session count and call as asked; to be done before its door is locked. */
export const nameAs = (database: Database, { rosters, names }: Naming) => {
  if (rosters !== undefined) return countPeople(database, rosters, names)
  return names.length > 0 ? nameIds(database, names) : Effect.void
}
