// The columns of a table of people: the ids, and the person whom each name describes.
//
// In our own tables a row may describe several people, each with an id and a name (chat, sender, …). In files that people
// make, a row is one person with all their ids. Address books split a name into parts, and families share numbers.
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

/** One person or chat that a row describes. */
export interface Subject {
  readonly ids: ReadonlyArray<Column>
  /** Columns of the name, by meaning; in our own tables only `name`. */
  readonly named: ReadonlyArray<Column>
  /** False if the heading assigns the column to a role, as in our own tables. */
  readonly isPlain: boolean
  /** True if the names come from one of our own tables. */
  readonly isOwn: boolean
}

export interface Columns {
  readonly subjects: ReadonlyArray<Subject>
  readonly instance: number | undefined
  /** True for the export of an address book: not everyone in it has a number. */
  readonly isAddressBook: boolean
  /** Headings of ids of different people who would all get the same name; undefined if there are none. */
  readonly mixed: ReadonlyArray<string> | undefined
}

/** Meanings that can form a name. */
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

const isOfChat = (heading: string): boolean => /^(?:chat id|id чата)$/.test(heading)

/** The kinds of id that a column may contain. */
export const idColumnOf = ({ isOwn }: Subject, { heading }: Column): IdColumn => {
  if (isOwn) return "own"
  return isTelephone(heading) ? "telephone" : "any"
}

/** The meanings of a row of headings. */
export const columnsOf = (cells: ReadonlyArray<string>, purpose: Purpose): Columns => {
  const headings = cells.map(headingText)
  const known = ownHeadings()
  const all = ownSubjects(headings, known)
  // A person's id beside a chat's makes `name` the person's.
  const isOfPerson = headings.some((heading) => /^(?:id|ид|phone|телефон)$/.test(heading))
  const own = all.filter(
    ({ ids, named }) =>
      !isOfPerson ||
      ids.some(({ heading }) => !isOfChat(heading)) ||
      named.some(({ heading }) => !/^(?:name|имя)$/.test(heading))
  )
  const taken = new Set(own.flatMap(({ ids, named }) => [...ids, ...named].map(({ place }) => place)))
  const free = cells.flatMap((heading, place): ReadonlyArray<Column> => {
    const meaning = taken.has(place) || isFax(heading) ? undefined : meaningOf(heading, purpose)
    return meaning === undefined ? [] : [{ place, heading: heading.trim(), meaning }]
  })
  const isOf = (meaning: Meaning) => free.filter((column) => column.meaning === meaning)
  const ids = isOf("id")
  // Names beside our own ids belong to other things, such as `option_name` and `display_name`.
  const named = free.filter(({ meaning }) => naming.includes(meaning))
  // Only in the table `people` are two ids in a row the same person's.
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
