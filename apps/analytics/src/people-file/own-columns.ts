// The columns of our own files that contain ids, and the columns of their names: in English, as in CSV, under the
// Russian titles of workbooks, and under the titles of readable workbooks.
import { idNames } from "../tables/id-names.ts"
import { answerTitles } from "../workbook/column-titles.ts"
import { headingText } from "./headings.ts"

/** Headings of an id and its names; the first name that is present counts. */
interface OwnColumns {
  readonly id: string
  readonly names: ReadonlyArray<string>
}

export interface OwnHeadings {
  /** One pair per language; a file uses one language. */
  readonly columns: ReadonlyArray<OwnColumns>
  /** The heading that identifies the table `people`, in both languages. */
  readonly person: ReadonlyArray<string>
}

/** English titles of readable workbooks that are not column names; the Russian titles are the same as in other workbooks. */
const readTitles: ReadonlyArray<OwnColumns> = [
  { id: "chat id", names: ["chat"] },
  { id: "sender id", names: ["sender"] }
]

/** The headings of our own files. */
export const ownHeadings = (): OwnHeadings => {
  const russian = answerTitles("ru")
  const titles = [headingText, (column: string) => headingText(russian[column] ?? column)]
  return {
    columns: [
      ...titles.flatMap((title) =>
        idNames().map(({ id, names }) => ({ id: title(id), names: names.map(title) }))
      ),
      ...readTitles
    ],
    person: titles.map((title) => title("person_id"))
  }
}
