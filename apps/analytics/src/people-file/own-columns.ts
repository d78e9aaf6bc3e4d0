// The columns of our own files that hold ids, and those that say whose names they are: in English, which is how CSV
// has them, and under the Russian titles of workbooks.
import { idNameColumns } from "../name-columns.ts"
import { answerTitles } from "../workbook/statistic-titles.ts"
import { headingText } from "./headings.ts"

/** An id and its names, as headings read; of the names the first that is there counts. */
export interface OwnColumns {
  readonly id: string
  readonly names: ReadonlyArray<string>
}

const russian = answerTitles("ru")

const titled = (column: string) => headingText(russian[column] ?? column)

/** In one language a pair; a file has one language. */
export const ownColumns: ReadonlyArray<OwnColumns> = [headingText, titled].flatMap((title) =>
  idNameColumns.map(({ id, names }) => ({ id: title(id), names: names.map(title) }))
)

/** The heading by which the table `people` is known, in both languages. */
export const personHeadings: ReadonlyArray<string> = [headingText("person_id"), titled("person_id")]
