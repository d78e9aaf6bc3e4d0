// Spool lines for directory replies: blocks of entries and of group members, a list per column.
//
// A list of a thousand values takes DuckDB and JSON.stringify a fraction of the time of a thousand objects.
import type { DirectoryEntry, DirectoryReply } from "@chatledger/core/internal"

/** Increase it if replies are parsed differently: caches of another version are rebuilt. */
export const directoryVersion = 2

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
  /** When it was reported, if that was before the request. */
  readonly seen_seconds?: number | undefined
}

/** Columns of a block; a column without values is left out. */
export interface DirectoryBlock {
  readonly snapshot_no: number
  /** Positions in the reply, from 0. */
  readonly place: ReadonlyArray<number>
  readonly id: ReadonlyArray<string>
  readonly type?: ReadonlyArray<string | undefined> | undefined
  readonly name?: ReadonlyArray<string | undefined> | undefined
  readonly contact_name?: ReadonlyArray<string | undefined> | undefined
  readonly phone_number?: ReadonlyArray<string | undefined> | undefined
  readonly more?: ReadonlyArray<More | undefined> | undefined
}

/** The values of an entry that a block has a column for. */
type Named = Pick<DirectoryEntry, "id" | "name"> &
  Partial<Pick<DirectoryEntry, "type" | "contactName" | "phoneNumber">>

const BLOCK_ENTRIES = 1000
const BLOCK_CHARACTERS = 256 * 1024

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

const filled = <A>(values: ReadonlyArray<A | undefined>) =>
  values.some((value) => value !== undefined) ? values : undefined

/** Collects the entries of one reply and passes on each full block; call `end` after the last entry. */
export class DirectoryBlocks {
  private readonly snapshotNo: number
  private readonly onBlock: (block: DirectoryBlock) => void
  private places: Array<number> = []
  private ids: Array<string> = []
  private types: Array<string | undefined> = []
  private names: Array<string | undefined> = []
  private contactNames: Array<string | undefined> = []
  private phoneNumbers: Array<string | undefined> = []
  private mores: Array<More | undefined> = []
  private characters = 0

  constructor(snapshotNo: number, onBlock: (block: DirectoryBlock) => void) {
    this.snapshotNo = snapshotNo
    this.onBlock = onBlock
  }

  add(place: number, { contactName, id, name, phoneNumber, type }: Named, more?: More): void {
    this.places.push(place)
    this.ids.push(id)
    this.types.push(type)
    this.names.push(name)
    this.contactNames.push(contactName)
    this.phoneNumbers.push(phoneNumber)
    this.mores.push(more)
    this.characters += (name?.length ?? 0) + (contactName?.length ?? 0) + (more?.description?.length ?? 0)
    if (this.places.length === BLOCK_ENTRIES || this.characters > BLOCK_CHARACTERS) this.end()
  }

  end(): void {
    if (this.places.length === 0) return
    this.onBlock({
      snapshot_no: this.snapshotNo,
      place: this.places,
      id: this.ids,
      type: filled(this.types),
      name: filled(this.names),
      contact_name: filled(this.contactNames),
      phone_number: filled(this.phoneNumbers),
      more: filled(this.mores)
    })
    this.places = []
    this.ids = []
    this.types = []
    this.names = []
    this.contactNames = []
    this.phoneNumbers = []
    this.mores = []
    this.characters = 0
  }
}

/** Passes on the blocks of a reply. */
export const directoryBlocks = (
  snapshotNo: number,
  { entries, groups }: DirectoryReply,
  onBlock: (block: DirectoryBlock) => void
): void => {
  const blocks = new DirectoryBlocks(snapshotNo, onBlock)
  let place = 0
  for (const entry of entries) blocks.add(place++, entry, moreOf(entry))
  for (const { entries: members, id } of groups)
    for (const member of members)
      blocks.add(place++, member, {
        ...moreOf(member),
        group_id: id,
        is_admin: member.isAdmin,
        is_super_admin: member.isSuperAdmin
      })
  blocks.end()
}
