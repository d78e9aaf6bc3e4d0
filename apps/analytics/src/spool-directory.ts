// Spool lines for a directory reply: one per entry, and one per group member.
import type { DirectoryEntry, DirectoryReply } from "@chatledger/core/internal"

/** Increase it if replies are parsed differently: caches of another version are rebuilt. */
export const directoryVersion = 1

/** What few entries have. */
interface More {
  /** For a member: its group. */
  readonly group_id?: string | undefined
  /** Other ids of the same person. */
  readonly others?: ReadonlyArray<string> | undefined
  readonly is_admin?: boolean | undefined
  readonly is_super_admin?: boolean | undefined
  readonly owner_id?: string | undefined
  readonly description?: string | undefined
  readonly created_seconds?: number | undefined
  readonly size?: number | undefined
}

/** A line; unknown values are left out. Few columns, because DuckDB looks for each of them in every line. */
interface DirectoryLine {
  readonly snapshot_no: number
  /** Position in the reply, from 0. */
  readonly place: number
  readonly id: string
  readonly type: string | undefined
  readonly name: string | undefined
  readonly contact_name: string | undefined
  readonly phone_number: string | undefined
  readonly more: More | undefined
}

const moreOf = ({ group, id, ids }: DirectoryEntry): More | undefined =>
  group === undefined && ids.length < 2
    ? undefined
    : {
        others: ids.length > 1 ? ids.filter((other) => other !== id) : undefined,
        owner_id: group?.ownerId,
        description: group?.description,
        created_seconds: group?.createdAt,
        size: group?.size
      }

const lineOf = (
  snapshot_no: number,
  place: number,
  entry: DirectoryEntry,
  more = moreOf(entry)
): DirectoryLine => ({
  snapshot_no,
  place,
  id: entry.id,
  type: entry.type,
  name: entry.name,
  contact_name: entry.contactName,
  phone_number: entry.phoneNumber,
  more
})

/** The lines of a reply. */
export function* directoryLines(
  snapshotNo: number,
  { entries, groups }: DirectoryReply
): Iterable<DirectoryLine> {
  let place = 0
  for (const entry of entries) yield lineOf(snapshotNo, place++, entry)
  for (const { entries: members, id } of groups)
    for (const member of members)
      yield lineOf(snapshotNo, place++, member, {
        ...moreOf(member),
        group_id: id,
        is_admin: member.isAdmin,
        is_super_admin: member.isSuperAdmin
      })
}
