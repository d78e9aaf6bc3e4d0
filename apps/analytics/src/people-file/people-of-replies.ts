// Combines saved replies for a session: names of ids, and rows that join ids and list the members of groups.
//
// A name from the phone book takes precedence over one from a profile, in any reply; then the first file wins, and within
// a file the last reply, which is the newest. Members of a group come from its last reply in a file. A hidden id with
// several numbers joins none of them.

import { idKind } from "@chatledger/core"
import type { DirectoryPerson, DirectoryReply, NameSource } from "@chatledger/core/internal"
import type { NamedId } from "./named-id.ts"
import type { RosterRow } from "./roster-row.ts"

export interface ReplyFile {
  /** As the user gave it. */
  readonly path: string
  readonly reply: DirectoryReply
}

const sources: ReadonlyArray<NameSource> = ["book", "profile"]

/** One name of each id. */
export const namesOfReplies = (files: ReadonlyArray<ReplyFile>): ReadonlyArray<NamedId> => {
  const named = new Map<string, NamedId>()
  for (const source of sources)
    for (const { path, reply } of files) {
      const ofFile = new Map<string, string>()
      for (const one of reply.names) if (one.source === source) ofFile.set(one.id, one.name)
      for (const [id, name] of ofFile)
        if (!named.has(id)) named.set(id, { id, name, isReply: true, place: { path, row: 1 } })
    }
  return [...named.values()]
}

const isHidden = (id: string) => idKind(id) === "lid"

/** Hidden ids with several numbers. */
const disputed = (files: ReadonlyArray<ReplyFile>): ReadonlySet<string> => {
  const numbers = new Map<string, string>()
  const found = new Set<string>()
  for (const { reply } of files)
    for (const { ids } of reply.people) {
      const number = ids.find((id) => !isHidden(id))
      if (number === undefined) continue
      for (const id of ids.filter(isHidden)) {
        if ((numbers.get(id) ?? number) !== number) found.add(id)
        numbers.set(id, number)
      }
    }
  return found
}

/**
 * The rows of people in replies. For `rosters`, members of groups are listed, each with its group. Names come from
 * `nameOf`.
 */
export const peopleOfReplies = (
  {
    names,
    rosters
  }: { readonly names: ReadonlyArray<ReplyFile>; readonly rosters: ReadonlyArray<ReplyFile> },
  nameOf: (id: string) => string | undefined
): ReadonlyArray<RosterRow> => {
  const files = [...names, ...rosters]
  const apart = disputed(files)
  const row = (path: string, { ids, line }: DirectoryPerson): RosterRow => {
    const own = ids.length === 1 ? ids : ids.filter((id) => !apart.has(id))
    const kept = own.length === 0 ? ids.slice(0, 1) : own
    return {
      ids: kept,
      name: kept.flatMap((id) => nameOf(id) ?? [])[0] ?? null,
      alias: null,
      groups: [],
      chatIds: [],
      isReply: true,
      isListed: false,
      place: { path, row: line }
    }
  }
  const joined = files.flatMap(({ path, reply }) =>
    reply.people.filter(({ ids }) => ids.length > 1).map((one) => row(path, one))
  )
  const listed = rosters.flatMap(({ path, reply }) => {
    const last = new Map(reply.groups.map((group) => [group.id, group]))
    return [...last.values()].flatMap(({ id, members }) =>
      members.map((one) => ({ ...row(path, one), groups: [id], chatIds: [id], isListed: true }))
    )
  })
  const once = new Map([...listed, ...joined].map((one) => [JSON.stringify([one.ids, one.chatIds]), one]))
  return [...once.values()]
}
