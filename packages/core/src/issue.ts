// What can be wrong with a record, or with a field of one.
//
// An issue never stops other records. A `fault` means that something did not fit and the user should look;
// a `notice` is worth knowing and changes no exit code. The texts name the field, never its value, except
// `raw`, which is what was set aside, as sent.

/** Every code of an issue, what it means, and whether it is a fault. */
export const issueCodes = {
  not_json: { severity: "fault", meaning: "the text of the record is not JSON" },
  not_an_object: {
    severity: "fault",
    meaning: "the record is not an object (null, a number, a text, a list)"
  },
  missing_record: { severity: "fault", meaning: "nothing stands between two commas" },
  reply_is_cut: {
    severity: "fault",
    meaning: "the reply ends inside a record or before its closing bracket"
  },
  bytes_after_reply: { severity: "fault", meaning: "something follows the closing bracket of the reply" },
  record_too_large: { severity: "fault", meaning: "the record is larger than 64 MiB" },
  too_deep: { severity: "fault", meaning: "the record nests deeper than 512 levels" },
  invalid_utf8: { severity: "fault", meaning: "bytes that are not UTF-8, shown as U+FFFD" },
  raw_control_character: { severity: "fault", meaning: "a control character inside a text, not escaped" },
  lone_surrogate: { severity: "fault", meaning: "half of a surrogate pair in a text, shown as U+FFFD" },
  duplicate_key: { severity: "fault", meaning: "an object names a field twice; the last one counts" },
  missing_type_message: { severity: "fault", meaning: "the record has no `typeMessage`" },
  field_type: {
    severity: "fault",
    meaning: "a field holds another kind of value than documented; it stands in `extra`"
  },
  poll_update_names_several_voters: {
    severity: "notice",
    meaning: "a poll update names two or more voters and is read as a tally"
  }
} as const satisfies Record<string, { readonly severity: "fault" | "notice"; readonly meaning: string }>

export type IssueCode = keyof typeof issueCodes

/** Something in a record that did not fit; `detail` names the place, `raw` is what was set aside. */
export interface RecordIssue {
  readonly code: IssueCode
  readonly detail: string
  readonly raw: string | null
}

export const isFault = (code: IssueCode): boolean => issueCodes[code].severity === "fault"
