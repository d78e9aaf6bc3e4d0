// The columns of a table of people: which contain ids, and whose names the others are.
//
// In our own tables a row may tell of several people, each with an id and a name of its own (chat, sender, …); in what
// people make a row is one, with all its ids. Address books keep apart what is one name, and share numbers in families.
import {
  headingText,
  isFax,
  isMobile,
  isTelephone,
  type Meaning,
  meaningOf,
  type Purpose
} from "./headings.ts"
import type { IdColumn } from "./ids.ts"
import { type OwnHeadings, ownHeadings } from "./own-columns.ts"

export interface Column {
  readonly place: number
  readonly heading: string
  readonly meaning: Meaning
}

/** One of those that a row tells of. */
export interface Subject {
  readonly ids: ReadonlyArray<Column>
  /** Columns of its name, by meaning; of our own tables only `name`. */
  readonly named: ReadonlyArray<Column>
  /** False where the table itself says whose column this is, as in ours. */
  readonly isPlain: boolean
  /** True where the names are those of a table of ours. */
  readonly isOwn: boolean
}

export interface Columns {
  readonly subjects: ReadonlyArray<Subject>
  readonly instance: number | undefined
  /** True for the export of an address book: not everyone in it has a number. */
  readonly isAddressBook: boolean
  /** Ids of different people, where one name would be given to them all; undefined where that is not so. */
  readonly mixed: ReadonlyArray<string> | undefined
}

/** Meanings of which names are made. */
const naming: ReadonlyArray<Meaning> = [
  "name",
  "given",
  "surname",
  "publicName",
  "company",
  "group",
  "alias",
  "label"
]

const ownSubjects = (headings: ReadonlyArray<string>, { columns }: OwnHeadings): ReadonlyArray<Subject> => {
  const column = (heading: string, meaning: Meaning): ReadonlyArray<Column> => {
    const place = headings.indexOf(heading)
    return place < 0 ? [] : [{ place, heading, meaning }]
  }
  return columns.flatMap(({ id, names }) => {
    const ids = column(id, "id")
    const named = names.flatMap((name) => column(name, "name")).slice(0, 1)
    return ids.length === 0 || named.length === 0 ? [] : [{ ids, named, isPlain: false, isOwn: true }]
  })
}

/** What a column of people's ids may contain. */
export const idColumnOf = ({ isOwn }: Subject, { heading }: Column): IdColumn => {
  if (isOwn) return "own"
  return isTelephone(heading) ? "telephone" : "any"
}

/** What the headings of a row mean. */
export const columnsOf = (cells: ReadonlyArray<string>, purpose: Purpose): Columns => {
  const headings = cells.map(headingText)
  const known = ownHeadings()
  const own = ownSubjects(headings, known)
  const taken = new Set(own.flatMap(({ ids, named }) => [...ids, ...named].map(({ place }) => place)))
  const free = cells.flatMap((heading, place): ReadonlyArray<Column> => {
    const meaning = taken.has(place) || isFax(heading) ? undefined : meaningOf(heading, purpose)
    return meaning === undefined ? [] : [{ place, heading: heading.trim(), meaning }]
  })
  const isOf = (meaning: Meaning) => free.filter((column) => column.meaning === meaning)
  const ids = isOf("id")
  // Names beside ids of our own are those of other things: `option_name`, `display_name`.
  const named = free.filter(({ meaning }) => naming.includes(meaning))
  // Only the table `people` has two ids in a row that are one person's.
  const isOwn = ids.some(({ heading }) => known.person.includes(headingText(heading)))
  const plain: ReadonlyArray<Subject> = ids.length === 0 ? [] : [{ ids, named, isPlain: true, isOwn }]
  const roles = ids.filter(({ place }) => known.columns.some(({ id }) => id === headings[place]))
  return {
    subjects: [...plain, ...own],
    instance: isOf("instance")[0]?.place,
    isAddressBook:
      headings.some((heading) => /^phone \d+ value$/.test(heading)) ||
      (isOf("given").length > 0 &&
        isOf("surname").length > 0 &&
        ids.some(({ heading }) => isMobile(heading))),
    mixed: roles.length > 1 ? roles.map(({ heading }) => heading) : undefined
  }
}
