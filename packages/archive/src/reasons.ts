// Reasons for failures of an archive, as codes: about the system, a file, a snapshot or a saved reply.
import type { Bare, Reason } from "@chatledger/core"
import { systemCodeOf } from "@chatledger/core/internal"
import type { PlatformError } from "effect/PlatformError"

/** The kind of a path that is not a regular file. */
export type NoFileKind = "pipe" | "socket" | "device" | "system_file"

const systemCodes = [
  "EACCES",
  "EBUSY",
  "EDQUOT",
  "EFBIG",
  "EIO",
  "EISDIR",
  "ELOOP",
  "EMFILE",
  "ENAMETOOLONG",
  "ENFILE",
  "ENOENT",
  "ENOSPC",
  "ENOTDIR",
  "EROFS"
] as const

/**
 * Error codes of the operating system (EPERM counts as EACCES), others as `system`; `no_file`: it is a pipe or a device.
 */
export type SystemReasons = Bare<(typeof systemCodes)[number]> & {
  readonly system: { readonly detail: string }
  readonly no_file: { readonly kind: NoFileKind }
}

/** An error of the operating system, with the fields of its code. */
export type SystemReason = Reason<SystemReasons>

/** Why compressed data is invalid; `detail` is the decoder's own code. */
export type CompressionReasons = Bare<
  | "compression_cut"
  | "compression_followed"
  | "compression_empty_frames"
  | "compression_window"
  | "compression_dictionary"
> & {
  readonly compression_damaged: { readonly detail: string }
  /** No frame begins at this byte. */
  readonly compression_not_zstd: { readonly at: number }
}

/** Why compressed data is invalid, with the fields of its code. */
export type CompressionReason = Reason<CompressionReasons>

/** Why a folder cannot be read as an archive. */
export type ArchiveReasons = SystemReasons &
  Bare<"archive_json_damaged" | "archive_gone" | "facts_invalid" | "written_otherwise"> & {
    readonly archive_version: { readonly version: string }
  }

/** Why an archive cannot be read, with the fields of its code. */
export type ArchiveReason = Reason<ArchiveReasons>

/** What is wrong with a damaged snapshot. */
export type SnapshotReasons = CompressionReasons &
  Bare<
    | "byte_changed"
    | "facts_of_another"
    | "facts_unclosed"
    | "facts_unreadable"
    | "hash_differs"
    | "index_and_snapshots"
    | "index_changed"
    | "index_facts_changed"
    | "index_header_changed"
    | "ends_before_body"
  > & {
    readonly cannot_be_read: { readonly why: SystemReason }
    readonly no_snapshot: { readonly kind: NoFileKind }
    /** Any unknown reason. */
    readonly unknown: { readonly detail: string }
  }

/** What is wrong with a damaged snapshot, with the fields of its code. */
export type SnapshotReason = Reason<SnapshotReasons>

/** Why a saved reply, or one of several replies in a file, is not imported. */
export type ImportReasons = SystemReasons &
  Bare<
    | "blanks_only"
    | "changed_meanwhile"
    | "compressed_twice"
    | "direction_unknown"
    | "empty_file"
    | "folder"
    | "is_html"
    | "minutes_invalid"
    | "name_not_utf8"
    | "no_notifications"
    | "not_found"
    | "not_list"
    | "not_of_calls"
    | "decoded_twice"
    | "not_utf8"
    | "object_not_list"
    | "one_record"
    | "phone_chat_missing"
    | "phone_journal_given"
    | "phone_no_messages"
    | "phone_not_found"
    | "phone_too_large"
    | "phone_zone_missing"
    | "pipe"
    | "requested_at_invalid"
    | "time_of_file_invalid"
    | "unpacks_too_large"
    | "system_file"
    | "utf16"
    | "utf32"
    | "zip_encrypted"
    | "cut_at_once"
    | "zip_of_several_chats"
  > & {
    readonly compression: { readonly why: CompressionReason }
    readonly empty_stretch: { readonly from: number }
    readonly instance_id_invalid: { readonly given: string }
    /** A method of the API. */
    readonly larger_than_any: { readonly method: string }
    readonly no_entry_ids: { readonly method: string }
    /** The instances of the notifications, five at most. */
    readonly of_other_instances: { readonly instances: ReadonlyArray<string> }
    readonly no_json: { readonly records: number }
    readonly no_types: { readonly records: number }
    readonly no_temporary_file: { readonly why: SystemReason }
    /** Day and month in both orders, as written in the file. */
    readonly phone_date_order: { readonly example: string }
    /** A date that does not exist in the given order, as written. */
    readonly phone_date_unfit: { readonly example: string; readonly order: "dmy" | "mdy" }
    readonly phone_chat_unfit: { readonly given: string }
    readonly phone_zone_unknown: { readonly given: string }
    readonly packed: { readonly as: "ZIP" | "7z" | "RAR" | "xz" | "bzip2" }
    readonly unknown: { readonly detail: string }
  }

/** Why a saved reply is not imported, with the fields of its code. */
export type ImportReason = Reason<ImportReasons>

type SystemCode = (typeof systemCodes)[number]

const isSystemCode = (code: string): code is SystemCode => systemCodes.some((known) => known === code)

/** The reason for an error code of the operating system. */
export const systemReason = (code: string): SystemReason => {
  const same = code === "EPERM" ? "EACCES" : code
  return isSystemCode(same) ? { code: same } : { code: "system", detail: code }
}

const kinds: ReadonlyArray<NoFileKind> = ["pipe", "socket", "device", "system_file"]

/** The reason for a platform error. */
export const reasonOf = (error: PlatformError): SystemReason => {
  const { description, _tag } = error.reason
  const kind = _tag === "BadResource" ? kinds.find((known) => known === description) : undefined
  if (kind !== undefined) return { code: "no_file", kind }
  return systemReason(systemCodeOf(error) ?? error.message)
}
