// The columns of our own files that contain ids, and those that say whose names they are: in English, which is how CSV
// has them, under the Russian titles of workbooks, and under those of workbooks that people read.
import { idNames } from "../tables/id-names.ts"
import { answerTitles } from "../workbook/column-titles.ts"
import { headingText } from "./headings.ts"

/** An id and its names, as headings read; of the names the first that is there counts. */
interface OwnColumns {
  readonly id: string
  readonly names: ReadonlyArray<string>
}

export interface OwnHeadings {
  /** In one language a pair; a file has one language. */
  readonly columns: ReadonlyArray<OwnColumns>
  /** The heading by which the table `people` is known, in both languages. */
  readonly person: ReadonlyArray<string>
}

/** The English titles of workbooks that people read, where they are not names of columns; the Russian ones are the same. */
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
