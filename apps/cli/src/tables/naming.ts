// How a query counts and names chats and people: by id, or as people by evidence and by the rosters of the flags,
// with the names of the flags. Plain values, because a separate process may answer the query.

import {
  countChats,
  countPeople,
  type Database,
  type NamedId,
  type NamesFile,
  type Roster,
  type RosterRow,
  readNames,
  readRoster
} from "@chatledger/analytics"
import {
  nameIds,
  namesOfReplies,
  peopleOfReplies,
  type ReplyFile,
  unseenInNames,
  unseenInRosters
} from "@chatledger/analytics/internal"
import type { FlawCode } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

interface NamesFlags {
  readonly names: ReadonlyArray<string>
}

interface PeopleFlags extends NamesFlags {
  readonly people: boolean
  readonly roster: ReadonlyArray<string>
}

/** How a session counts and names chats and people. */
export interface Naming {
  /** The rosters if people are counted; undefined if ids are. */
  readonly rosters: ReadonlyArray<RosterRow> | undefined
  /** Names from the user's files. */
  readonly names: ReadonlyArray<NamedId>
}

/** Makes a session count chats, or people if requested, and use the names; call it before the session is locked. */
export const countAs = (database: Database, { rosters, names }: Naming) =>
  rosters === undefined ? countChats(database, names) : countPeople(database, rosters, names)

/** Counts ids, or people if requested, with the names of the journal. */
export const namingOf = (people: boolean): Naming => ({ rosters: people ? [] : undefined, names: [] })

/** Rows listed of those that were left out. */
const SHOWN = 5

const flawCodes: ReadonlyArray<FlawCode> = [
  "html",
  "empty",
  "cut",
  "not_json",
  "not_object",
  "no_id",
  "unnamed_group"
]

/** Warns about flaws of a saved reply; a group without a name is not one. */
const tellFlaws = Effect.fnUntraced(function* ({ path, reply }: ReplyFile) {
  const messages = yield* Messages
  for (const code of flawCodes) {
    const places = reply.flaws.filter((flaw) => flaw.code === code)
    if (places.length === 0) continue
    const text = strings.naming.flaws[code](path, places.slice(0, SHOWN), places.length)
    yield* code === "unnamed_group" ? messages.note(text) : messages.warn(text)
  }
})

/** The files that are saved replies; warns about their flaws. */
const repliesOf = Effect.fnUntraced(function* (files: ReadonlyArray<NamesFile | Roster>) {
  const replies = files.flatMap(({ path, reply }) => (reply === undefined ? [] : [{ path, reply }]))
  yield* Effect.forEach(replies, tellFlaws)
  return replies
})

const noteNames = Effect.fnUntraced(function* ({ path, sheets }: NamesFile) {
  const messages = yield* Messages
  if (sheets.length > 0) yield* messages.note(strings.naming.sheetsRead(path, sheets.join(", ")))
})

const noteRoster = Effect.fnUntraced(function* ({ leftOut, otherSheets, path, sheet }: Roster) {
  const messages = yield* Messages
  const { groups, withoutNumber } = leftOut
  if (sheet !== undefined) yield* messages.note(strings.naming.sheetRead(path, sheet, otherSheets))
  if (groups.length > 0)
    yield* messages.note(strings.naming.groupsLeftOut(path, groups.slice(0, SHOWN), groups.length))
  if (withoutNumber.length > 0)
    yield* messages.warn(
      strings.naming.withoutNumber(path, withoutNumber.slice(0, SHOWN), withoutNumber.length)
    )
})

const readNamesFiles = Effect.fnUntraced(function* (flags: NamesFlags) {
  const files = yield* Effect.forEach(flags.names, readNames)
  yield* Effect.forEach(files, noteNames)
  return { written: files.flatMap(({ names }) => names), replies: yield* repliesOf(files) }
})

/** The names in files, for ids: the user's own first, then the service's. */
export const namesIn = Effect.fnUntraced(function* (flags: NamesFlags) {
  const { replies, written } = yield* readNamesFiles(flags)
  return { rosters: undefined, names: [...written, ...namesOfReplies(replies)] } satisfies Naming
})

/** The naming from flags, rosters and names files. */
export const namingIn = Effect.fnUntraced(function* (flags: PeopleFlags) {
  const rosters = yield* Effect.forEach(flags.roster, readRoster)
  yield* Effect.forEach(rosters, noteRoster)
  const files = yield* readNamesFiles(flags)
  const replies = { names: files.replies, rosters: yield* repliesOf(rosters) }
  const names = [...files.written, ...namesOfReplies([...replies.names, ...replies.rosters])]
  if (!flags.people && flags.roster.length === 0) return { rosters: undefined, names } satisfies Naming
  const nameOf = new Map(names.toReversed().map(({ id, name }) => [id, name]))
  const ofReplies = peopleOfReplies(replies, (id) => nameOf.get(id))
  return { rosters: [...rosters.flatMap(({ people }) => people), ...ofReplies], names } satisfies Naming
})

/** Applies the naming to a session; call it before the session is locked. */
export const nameAs = (database: Database, { rosters, names }: Naming) => {
  if (rosters !== undefined) return countPeople(database, rosters, names)
  return names.length > 0 ? nameIds(database, names) : Effect.void
}

/** People and chats in the user's files that are not in the archive. */
export const unseenBy = Effect.fnUntraced(function* (database: Database, { rosters = [], names }: Naming) {
  return {
    rosters: rosters.length > 0 ? yield* unseenInRosters(database) : [],
    names: names.length > 0 ? yield* unseenInNames(database) : []
  }
})

export type AllUnseen = Effect.Success<ReturnType<typeof unseenBy>>

/** Notes those that the archive never saw; a warning if it saw none of a file. */
export const tellUnseen = Effect.fnUntraced(function* (unseen: AllUnseen) {
  const messages = yield* Messages
  const notes = [
    ...unseen.rosters.map((one) => ({ ...one, say: strings.naming.unseenPeople })),
    ...unseen.names.map((one) => ({ ...one, say: strings.naming.unseenNames }))
  ]
  for (const { count, isReply, of, path, rows, say } of notes) {
    const text = isReply ? strings.naming.unseenReply(path) : say(path, rows, count, of)
    yield* count === of ? messages.warn(text) : messages.note(text)
  }
})

/** Applies `countAs`, and notes those in the files that the archive never saw. */
export const countAndTell = Effect.fnUntraced(function* (database: Database, naming: Naming) {
  yield* countAs(database, naming)
  yield* tellUnseen(yield* unseenBy(database, naming))
})
