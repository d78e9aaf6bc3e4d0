// Why a file, a snapshot or an archive could not be read, written or imported.
import type { NoFileKind } from "@chatledger/archive"
import { type ReasonStrings, reasonsIn, type StoreReasons } from "../reason.ts"

const again = "run the same command again"
const save = "save it as UTF-8"

const kinds: Readonly<Record<NoFileKind, string>> = {
  pipe: "a pipe",
  socket: "a socket",
  device: "a device",
  system_file: "a system file"
}

/** What to do about damaged compressed data. */
const withAdvice = (code: string, text: string) =>
  code === "compression_window"
    ? `${text}: unpack it with \`zstd -d --long=31\`, and import the result`
    : `${text}: save it again`

export const storeReasons: ReasonStrings<StoreReasons> = {
  EACCES: () => "permission denied: check its owner and mode",
  EBUSY: () => `it is in use by another program: close that program and ${again}`,
  EDQUOT: () => `the disk quota is used up: free some space and ${again}`,
  EFBIG: () => "the file is too large for this disk or its quota",
  EIO: () => `the disk reports an error: check the disk, then ${again}`,
  EISDIR: () => "it is a folder, not a file",
  ELOOP: () => "its symbolic links form a loop",
  EMFILE: () => "too many files are open: raise the limit (ulimit -n)",
  ENAMETOOLONG: () => "the path is too long",
  ENFILE: () => "too many files are open on this computer: close some programs",
  ENOENT: () => "it does not exist",
  ENOSPC: () => `the disk is full: free some space and ${again}`,
  ENOTDIR: () => "a part of the path is a file, not a folder",
  EROFS: () => "the disk is read-only: mount it for writing, or choose another folder",
  archive_gone: () => `its archive.json is missing: mount the archive or move it back, and ${again}`,
  archive_json_damaged: () =>
    'archive.json is damaged: restore it from a backup; its contents are {"format":"chatledger-archive","version":1}',
  archive_version: ({ version }) =>
    `its format version is ${version}, but this program reads versions 1 to 6: upgrade chatledger`,
  blanks_only: () => "begins with a megabyte of whitespace: it is not a reply",
  byte_changed: () => "a byte has changed that does not affect the contents",
  cannot_be_read: ({ why }) => `it cannot be read, ${reasonsIn(storeReasons)(why)}`,
  changed_meanwhile: () => "changed while it was being read: import it again once it is complete",
  compressed_twice: () => "is compressed twice: decompress it once",
  compression: ({ why }) => withAdvice(why.code, reasonsIn(storeReasons)(why)),
  compression_cut: () => "the compressed data is truncated",
  compression_damaged: ({ detail }) => `the compressed data is damaged (${detail})`,
  compression_dictionary: () => "the compressed data needs a dictionary, which is not supported",
  compression_empty_frames: () => "it has more than 1000 empty frames in a row",
  compression_followed: () => "there are extra bytes after the compressed data",
  compression_not_zstd: ({ at }) =>
    `no zstd frame begins at byte ${at}: there are extra bytes after the compressed data, or it is damaged`,
  compression_window: () => "it was compressed with a window of more than 128 MiB, which is not supported",
  direction_unknown: () => "cannot determine its direction: add --journal incoming, outgoing or history",
  not_of_calls: () =>
    "contains messages, not only calls: leave --journal out, or give the journal that the file comes from",
  empty_file: () => "is empty: a reply is at least `[]`",
  empty_stretch: ({ from }) =>
    `contains more than 16 MiB of blanks and zeros from byte ${from} on: keep the part before it, with \`head -c ${from}\`, and import that`,
  ends_before_body: () => "it ends before the body",
  facts_invalid: () => "the metadata of the snapshot is invalid, which is a bug: please report it",
  facts_of_another: () => "it contains the metadata of another snapshot",
  facts_unclosed: () => "its first line has no end",
  facts_unreadable: () => "its first line is not valid metadata",
  folder: () => "is a folder: give the files in it",
  hash_differs: () => "the body differs from the archived one (sha256 mismatch)",
  index_and_snapshots: () => "its index and at least one snapshot",
  index_changed: () => "its index has been changed; its snapshots were found without it",
  index_facts_changed: () => "the metadata in its index has been changed; the snapshots are read without it",
  index_header_changed: () => "the header of its index has been changed",
  instance_id_invalid: ({ given }) =>
    `\`${given}\` is not an instance: --instance takes an idInstance, such as 1101000001`,
  is_html: () => "is HTML or XML, not a reply: a web page may have been saved instead",
  larger_than_any: ({ method }) => `is larger than any reply of ${method}`,
  minutes_invalid: () => "--minutes must be a whole number from 0 to 5256000, which is ten years",
  name_not_utf8: () => "its name is not UTF-8: rename it, then import it",
  no_entry_ids: ({ method }) => `is not a reply of ${method}: none of its entries has an id`,
  no_file: ({ kind }) => `it is ${kinds[kind]}, not a file`,
  no_snapshot: ({ kind }) => `it is ${kinds[kind]}, not a snapshot`,
  no_temporary_file: ({ why }) => `cannot write a temporary file for it: ${reasonsIn(storeReasons)(why)}`,
  no_notifications: () => "contains no notifications: no entry has a `typeWebhook`",
  of_other_instances: ({ instances }) =>
    `contains notifications of other instances only (${instances.join(", ")}): give their id with --instance`,
  cut_at_once: () => "the reply ends inside its first record: save it again",
  no_json: ({ records }) =>
    `is not a reply: ${records === 1 ? "its record is not" : `none of its ${records} records is`} valid JSON`,
  no_types: ({ records }) =>
    `is not a reply: ${records === 1 ? "its record has no" : `none of its ${records} records has a`} \`typeMessage\`; if another program wrapped the records, save only what is inside`,
  not_found: () => "no such file, or no saved replies in this folder",
  not_list: () =>
    "is not a reply: a reply is a list of records, `[ … ]`, or one record per line; a list inside quotes is a text: decode it first",
  not_utf8: () =>
    `is not UTF-8 text but in another encoding, such as windows-1251: ${save}, or convert it, for example with \`iconv -f WINDOWS-1251 -t UTF-8\``,
  decoded_twice: () =>
    "its text was decoded in the wrong encoding before it was saved (`Ð´Ð°` for `да`), as Windows PowerShell 5.1 does: save the reply again, for example with `curl.exe -o FILE`, or convert it back with `iconv -f UTF-8 -t WINDOWS-1252`, or `-t LATIN1` if that fails",
  object_not_list: () =>
    "is not a reply: it contains an object, but a reply is a list of records with a `typeMessage`; if it is an error of the service, such as `{ message: … }`, fetch the reply again; if another program wrapped the list, save only the list inside",
  one_record: () => "contains one record instead of a list: put it in brackets, `[ … ]`",
  packed: ({ as }) =>
    as === "xz" || as === "bzip2"
      ? `is compressed with ${as}: unpack it first`
      : `is a ${as} archive: unpack it first`,
  phone_chat_missing: () =>
    "is a chat exported from a phone, and the file does not contain its id: add --chat with its chatId, such as --chat 79001234567@c.us",
  phone_chat_unfit: ({ given }) =>
    `\`${given}\` is no chat: --chat takes its chatId, such as 120363000000000001@g.us, or for a private chat the phone number with its country code`,
  phone_date_order: ({ example }) =>
    `${example} can be day/month or month/day, and both fit the whole file: add --date-order dmy or --date-order mdy`,
  phone_date_unfit: ({ example, order }) =>
    `there is no day ${example} with --date-order ${order}: use ${order === "dmy" ? "mdy" : "dmy"}, or check the file`,
  phone_journal_given: () => "is a chat exported from a phone, not a reply of a journal: leave out --journal",
  phone_no_messages: () => "is a chat exported from a phone, but has no message",
  phone_not_found: () =>
    "has no chat exported from a phone: give the .txt, or the .zip with one .txt, that “Export chat” made; leave out --chat for replies of a journal",
  phone_too_large: () => "is larger than any chat that a phone exports (64 MiB)",
  phone_zone_missing: () =>
    "is a chat exported from a phone, whose times have no zone: add --tz with the zone of that phone, such as --tz Europe/Moscow",
  phone_zone_unknown: ({ given }) =>
    `\`${given}\` is not a zone: --tz takes an IANA name, such as Europe/Moscow`,
  pipe: () => "is a pipe, not a file: use standard input, `… | chatledger import -`",
  requested_at_invalid: () => "--requested-at must be a time from 1970 to the year 9999",
  system: ({ detail }) => `the system reported ${detail}`,
  system_file: () => "is generated by the system (/proc, /sys), not a saved file",
  time_of_file_invalid: () => "its modification time is before 1970: add --requested-at",
  unknown: ({ detail }) => detail,
  unpacks_too_large: () =>
    "unpacks to more than 512 MiB and a hundred times its size: if you trust it, unpack it yourself and import the result",
  utf16: () => `is UTF-16 text: ${save}`,
  utf32: () => `is UTF-32 text: ${save}`,
  zip_encrypted: () => "is an encrypted ZIP archive: unpack it first, and import the text",
  zip_of_several_chats: () =>
    "is a ZIP archive with several texts that may be the chat: unpack it, and import each text with its own --chat",
  written_otherwise: () => "the written data reads back differently: check the disk; nothing has been changed"
}
