// Why a roster, a name file or a key file of the user cannot be used.
import type { RowPlace } from "@chatledger/analytics"
import { type OwnFileReasons, type ReasonStrings, reasonsIn } from "../reason.ts"
import { storeReasons } from "./store-reasons.ts"

const placed = ({ row, sheet }: RowPlace) =>
  sheet === undefined ? `row ${row}` : `sheet "${sheet}", row ${row}`

const askAgain = "call getGroupData again, and save the reply"

export const ownFileReasons: ReasonStrings<OwnFileReasons> = {
  digits_fit_both: (place) =>
    `${placed(place)}: these digits are the phone number of one person and the MAX or Telegram id of another: write the number as …@c.us, or name its column phone`,
  ids_of_several: ({ headings, ...place }) =>
    `${placed(place)} has ids of different people (${headings.join(", ")}): leave all but one out`,
  key_cannot_be_read: ({ why }) => `cannot be read (${reasonsIn(storeReasons)(why)})`,
  key_folder: () => "is a folder",
  key_too_large: ({ most }) => `is larger than ${most} bytes`,
  key_too_short: ({ bytes, least }) => `has ${bytes} bytes, but a key needs at least ${least}`,
  name_without_id: (place) => `${placed(place)} has a name but no id: add the id or the phone number`,
  names_empty: () => "it is empty: each row needs an id and a name",
  no_id: ({ headings, ...place }) =>
    `${placed(place)}, column ${headings.map((heading) => `"${heading}"`).join(" or ")}: the cell is empty, and a person needs an id`,
  no_id_heading: ({ of, row }) =>
    `row ${row} has no heading for the id: name one column id or phone (or телефон)${
      of === "roster" ? "; name, group and alias are optional" : ", and one name (or имя)"
    }`,
  no_name_heading: (place) => `${placed(place)} has no heading for the name: name one column name (or имя)`,
  not_a_person: ({ heading, ...place }) =>
    `${placed(place)}, column "${heading}": this is neither a phone number with its country code nor an id (…@c.us, …@lid)`,
  not_an_id: (place) =>
    `${placed(place)}: this is neither an id (…@c.us, …@g.us, …@lid) nor a phone number with its country code`,
  number_shortened: ({ heading, ...place }) =>
    `${placed(place)}${heading === undefined ? "" : `, column "${heading}"`}: a spreadsheet program has rounded this number (1.2E+10): format the column as text, and enter the number in full`,
  people_file_cannot_be_read: ({ why }) => `it cannot be read: ${reasonsIn(storeReasons)(why)}`,
  quote_unclosed: ({ row }) => `row ${row}: a quotation mark is not closed`,
  reply_cut: () => `the reply is truncated and contains no complete member: ${askAgain}`,
  reply_html: () => `it is an HTML page, not a reply of the service: ${askAgain}`,
  reply_of_nobody: () =>
    "it contains nobody: save a reply of getGroupData, which lists the members as participants",
  roster_empty: () => "it is empty: it needs a heading row and one row per person",
  two_names: ({ before, row, sheet }) =>
    `rows ${before} and ${row}${sheet === undefined ? "" : ` of sheet "${sheet}"`} give the same id two names: keep only one of them`,
  workbook_locked: () =>
    "it is an old-format or password-protected workbook: save it as .xlsx without a password, or as CSV",
  workbook_unreadable: () => "the workbook cannot be read: save it again as .xlsx, or as CSV"
}
