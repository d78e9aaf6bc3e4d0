// Why a roster, a file of names or a key of the user's is not read.
import type { RowPlace } from "@chatledger/analytics"
import { type OwnFileReasons, type ReasonStrings, reasonsIn } from "../reason.ts"
import { storeReasons } from "./store-reasons.ts"

const placed = ({ row, sheet }: RowPlace) =>
  sheet === undefined ? `row ${row}` : `sheet "${sheet}", row ${row}`

const askAgain = "ask getGroupData again, and save the reply"

export const ownFileReasons: ReasonStrings<OwnFileReasons> = {
  ids_of_several: ({ headings, ...place }) =>
    `${placed(place)} has ids of different people (${headings.join(", ")}): leave all but one out`,
  key_cannot_be_read: ({ why }) => `cannot be read (${reasonsIn(storeReasons)(why)})`,
  key_folder: () => "is a folder",
  key_too_large: ({ most }) => `is larger than ${most} bytes`,
  key_too_short: ({ bytes, least }) => `holds ${bytes} bytes, and a key has ${least} at least`,
  name_without_id: (place) => `${placed(place)} has a name, and no id: write the id or the phone number`,
  names_empty: () => "it is empty: write an id and a name in every row",
  no_id: ({ headings, ...place }) =>
    `${placed(place)}, column ${headings.map((heading) => `"${heading}"`).join(" or ")}: the cell is empty, and a person needs an id`,
  no_id_heading: ({ of, row }) =>
    `row ${row} has no heading for the id: name a column id or phone (or телефон)${
      of === "roster" ? "; name, group and alias may stand beside it" : ", and one name (or имя)"
    }`,
  no_name_heading: (place) => `${placed(place)} has no heading for the name: name a column name (or имя)`,
  not_a_person: ({ heading, ...place }) =>
    `${placed(place)}, column "${heading}": this is neither a phone number with its country code nor an id (…@c.us, …@lid)`,
  not_an_id: (place) =>
    `${placed(place)}: this is neither an id (…@c.us, …@g.us, …@lid) nor a phone number with its country code`,
  number_shortened: ({ heading, ...place }) =>
    `${placed(place)}${heading === undefined ? "" : `, column "${heading}"`}: a spreadsheet has shortened this number (1.2E+10): make the column text, and write the number in full`,
  people_file_cannot_be_read: ({ why }) => `it cannot be read: ${reasonsIn(storeReasons)(why)}`,
  quote_unclosed: ({ row }) => `row ${row}: a quotation mark is not closed`,
  reply_cut: () => `the reply is cut off, and no member of it is whole: ${askAgain}`,
  reply_html: () => `it is a page (HTML), not a reply of the service: ${askAgain}`,
  reply_of_nobody: () =>
    "it tells of nobody: save a reply of getGroupData, whose participants are the members",
  roster_empty: () => "it is empty: write a row of headings and a row per person",
  two_names: ({ before, row, sheet }) =>
    `rows ${before} and ${row}${sheet === undefined ? "" : ` of sheet "${sheet}"`} give one id two names: keep the one that you want to see`,
  workbook_locked: () =>
    "it is a workbook of an old or a locked kind: save it as .xlsx without a password, or as CSV",
  workbook_unreadable: () => "it is no workbook that can be read: save it again as .xlsx, or as CSV"
}
