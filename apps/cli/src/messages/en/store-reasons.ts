// Why a file, a snapshot or an archive could not be read, written or imported.
import type { NoFileKind } from "@chatledger/archive"
import { type ReasonStrings, reasonsIn, type StoreReasons } from "../reason.ts"

const again = "run the same command again"
const save = "save it as UTF-8"

const kinds: Readonly<Record<NoFileKind, string>> = {
  pipe: "a pipe",
  socket: "a socket",
  device: "a device",
  system_file: "a file of the system"
}

/** What helps against compressed data that is damaged. */
const withAdvice = (code: string, text: string) =>
  code === "compression_window"
    ? `${text}: unpack it with \`zstd -d --long=31\`, and import that`
    : `${text}: save it again`

export const storeReasons: ReasonStrings<StoreReasons> = {
  EACCES: () => "no permission: check who owns it, and its mode",
  EBUSY: () => `another program is using it: close that program and ${again}`,
  EDQUOT: () => `the disk quota is used up: make room and ${again}`,
  EFBIG: () => "the file is larger than this disk or its quota takes",
  EIO: () => `the disk reports an error: check the disk, then ${again}`,
  EISDIR: () => "it is a folder, not a file",
  ELOOP: () => "its symbolic links go in a circle",
  EMFILE: () => "too many files are open: raise the limit (ulimit -n)",
  ENAMETOOLONG: () => "the path is too long",
  ENFILE: () => "too many files are open on this machine: close some programs",
  ENOENT: () => "it does not exist",
  ENOSPC: () => `the disk is full: make room and ${again}`,
  ENOTDIR: () => "a part of the path is a file, not a folder",
  EROFS: () => "the disk is read-only: mount it for writing, or name another folder",
  archive_gone: () => `its archive.json has gone: mount it or move it back, and ${again}`,
  archive_json_damaged: () =>
    'archive.json is damaged: restore it from a backup; it says {"format":"chatledger-archive","version":1}',
  archive_version: ({ version }) =>
    `its format is version ${version}, and this program reads versions 1 to 3: use a newer program`,
  blanks_only: () => "begins with a megabyte of blanks: it is no reply",
  byte_changed: () => "a byte has changed that does not change what it says",
  cannot_be_read: ({ why }) => `it cannot be read, ${reasonsIn(storeReasons)(why)}`,
  changed_meanwhile: () => "changed while it was being read: import it again once it is complete",
  compressed_twice: () => "is compressed twice: unpack it once",
  compression: ({ why }) => withAdvice(why.code, reasonsIn(storeReasons)(why)),
  compression_cut: () => "the compressed data is cut",
  compression_damaged: ({ says }) => `the compressed data is damaged (${says})`,
  compression_dictionary: () => "the compressed data needs a dictionary, which is not supported",
  compression_empty_frames: () => "more than 1000 frames in a row hold nothing",
  compression_followed: () => "bytes follow the compressed data",
  compression_not_zstd: ({ at }) =>
    `no zstd frame begins at byte ${at}: bytes after the compressed data, or damage`,
  compression_window: () => "it was compressed with a window of more than 128 MiB, which is not supported",
  direction_unknown: () => "nothing in it says its direction: add --journal incoming, outgoing or history",
  empty_file: () => "is empty: a reply is at least `[]`",
  empty_stretch: ({ from }) =>
    `holds more than 16 MiB of nothing but blanks and zeros from byte ${from} on: keep what stands before, \`head -c ${from}\`, and import that`,
  ends_before_body: () => "it ends before the body",
  facts_invalid: () => "the facts of the snapshot are not right, which is a bug: please report it",
  facts_of_another: () => "it holds the facts of another snapshot",
  facts_unclosed: () => "its first line has no end",
  facts_unreadable: () => "its first line is no valid list of facts",
  folder: () => "is a folder: name the files in it",
  hash_differs: () => "the body is not the one that was kept (sha256 differs)",
  index_and_snapshots: () => "its index, and at least one snapshot",
  index_changed: () => "its index is not what was written; its snapshots were looked for without it",
  index_facts_changed: () =>
    "what its index tells of snapshots is not what was written; they are read without it",
  index_header_changed: () => "the header of its index is not what was written",
  instance_id_invalid: ({ given }) =>
    `\`${given}\` is no instance: --instance takes the idInstance, like 1101000001`,
  is_html: () => "is HTML or XML, not a reply: a web page may have been saved instead",
  larger_than_any: ({ method }) => `is larger than any reply of ${method}`,
  minutes_invalid: () => "--minutes must be a whole number, from 0 on",
  name_not_utf8: () => "its name is not UTF-8 text: rename it, and import it then",
  no_entry_ids: ({ method }) => `is no reply of ${method}: none of its entries has an id`,
  no_file: ({ kind }) => `it is ${kinds[kind]}, not a file`,
  no_snapshot: ({ kind }) => `it is ${kinds[kind]}, not a snapshot`,
  no_temporary_file: ({ why }) =>
    `no temporary file could be written for it: ${reasonsIn(storeReasons)(why)}`,
  no_types: ({ records }) =>
    `is no reply: none of its ${records} records has a \`typeMessage\` (webhooks are none)`,
  not_found: () => "no such file, or no saved replies in this folder",
  not_list: () => "is no reply: a reply is a list of records, `[ … ]`, or one record a line",
  not_utf8: () =>
    `is not UTF-8 text but in another encoding, such as windows-1251: ${save}, or convert it from its encoding, as \`iconv -f WINDOWS-1251 -t UTF-8\` does`,
  object_not_list: () =>
    "is no reply: it holds an object, and a reply is a list of records with a `typeMessage` (webhooks are none)",
  one_record: () => "holds one record and no list: put it in brackets, `[ … ]`",
  packed: ({ as }) =>
    as === "xz" || as === "bzip2"
      ? `is compressed with ${as}: unpack it first`
      : `is a ${as} archive: unpack it first`,
  pipe: () => "is a pipe, not a file: give its bytes through standard input, `… | chatledger import -`",
  requested_at_invalid: () => "--requested-at must be a time from 1970 to the year 9999",
  system: ({ says }) => `the system says ${says}`,
  system_file: () => "is made up by the system (/proc, /sys), not a saved file",
  time_of_file_invalid: () => "its modification time is no time from 1970 on: add --requested-at",
  unknown: ({ says }) => says,
  unpacks_too_large: () =>
    "unpacks to more than 512 MiB and a hundred times its size: if it is what it should be, unpack it yourself and import that",
  utf16: () => `is UTF-16 text: ${save}`,
  utf32: () => `is UTF-32 text: ${save}`,
  written_otherwise: () =>
    "what was written reads back as something else: check the disk, nothing has been changed"
}
