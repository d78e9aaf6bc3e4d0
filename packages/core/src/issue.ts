// What can be wrong with a record or one of its fields.
//
// An issue never stops other records. A `fault` means that something did not fit and the user should look;
// a `notice` is information and changes no exit code. Issues name the field, never its value, except
// `raw`, which is the value that was set aside, as sent.

/** Size limit of a record, in bytes. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024
/** Depth limit of a record, in levels; a flat record has 1. */
export const MAX_DEPTH = 512

/** Every code of an issue, what it means, and whether it is a fault. */
export const issueCodes = {
  not_json: { severity: "fault", meaning: "the text of the record is not JSON" },
  not_an_object: {
    severity: "fault",
    meaning: "the record is not an object (null, a number, a text, a list)"
  },
  missing_record: { severity: "fault", meaning: "there is no record before or after a comma" },
  reply_is_cut: {
    severity: "fault",
    meaning: "the reply ends inside a record or before its closing bracket"
  },
  bytes_after_reply: {
    severity: "fault",
    meaning: "there is more data after the closing bracket of the reply"
  },
  record_too_large: {
    severity: "fault",
    meaning: `the record is larger than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`
  },
  too_deep: { severity: "fault", meaning: `the record nests deeper than ${MAX_DEPTH} levels` },
  invalid_utf8: { severity: "fault", meaning: "bytes that are not UTF-8, shown as U+FFFD" },
  raw_control_character: { severity: "fault", meaning: "a control character inside a text, not escaped" },
  lone_surrogate: { severity: "fault", meaning: "half of a surrogate pair in a text, shown as U+FFFD" },
  duplicate_key: { severity: "fault", meaning: "an object has a field twice; the last one counts" },
  missing_type_message: {
    severity: "fault",
    meaning: "the record has no `typeMessage`, or it is not a text"
  },
  field_type: {
    severity: "fault",
    meaning: "a field has a value of another type than documented; it is kept in `extra`"
  },
  directory_without_id: {
    severity: "notice",
    meaning: "an entry of the directory has no id, or an invalid one, such as `null@c.us`"
  },
  directory_is_empty: {
    severity: "notice",
    meaning: "a list of the directory is empty; known names are kept"
  },
  directory_group_without_name: {
    severity: "notice",
    meaning: "the directory has no name for a group; a known name is kept"
  },
  notification_of_another_instance: {
    severity: "notice",
    meaning: "a notification belongs to another instance than the one it was archived for; it is left out"
  },
  not_a_notification: {
    severity: "fault",
    meaning: "an entry among notifications has no `typeWebhook`"
  },
  edit_by_another_sender: {
    severity: "notice",
    meaning: "an edit refers to a message of somebody else; it is ignored"
  },
  timestamp_in_milliseconds: {
    severity: "notice",
    meaning: "the `timestamp` is in milliseconds; it is read as such, to the second"
  },
  poll_update_names_several_voters: {
    severity: "notice",
    meaning: "a poll update contains two or more voters; it is treated as a tally"
  },
  poll_update_names_another_voter: {
    severity: "notice",
    meaning: "a poll update contains one voter who is not its sender; the vote counts for that voter"
  },
  poll_update_partly_read: {
    severity: "notice",
    meaning: "a part of the votes of a poll update cannot be read; the others count"
  },
  poll_update_without_votes: {
    severity: "notice",
    meaning: "no vote can be read in a poll update; the previous vote remains"
  },
  reaction_without_emoji: {
    severity: "notice",
    meaning: "no emoji can be read in a reaction; the previous reaction remains"
  },
  private_chat_of_another_sender: {
    severity: "notice",
    meaning:
      "an incoming message of a private chat names another sender than the chat; it counts as the chat's"
  }
} as const satisfies Record<string, { readonly severity: "fault" | "notice"; readonly meaning: string }>

/** The name of an issue, as the `issues` table shows it. */
export type IssueCode = keyof typeof issueCodes

/** One issue of a record. */
export interface RecordIssue {
  readonly code: IssueCode
  /** Names the place in the record, never the value. */
  readonly detail: string
  /** What was set aside, as JSON text or as sent, truncated to 65,536 characters; null if nothing was. */
  readonly raw: string | null
}

/** True if the user should look at it. */
export const isFault = (code: IssueCode): boolean => issueCodes[code].severity === "fault"

const SHOWN_CHARACTERS = 65_536

/** A text truncated to 65,536 characters, without lone surrogates. */
export const shown = (raw: string): string =>
  (raw.length > SHOWN_CHARACTERS ? `${raw.slice(0, SHOWN_CHARACTERS)}…` : raw).toWellFormed()

/** `shown` for a parsed value: its JSON text. */
export const shownValue = (value: unknown): string => {
  try {
    return shown(JSON.stringify(value) ?? String(value))
  } catch {
    return "a value that nests too deep to show"
  }
}
