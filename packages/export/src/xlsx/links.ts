// Links of a sheet: detects them, and writes the parts that make them clickable, up to Excel's limit.
// Only a whole cell that is a plain web address becomes a link, or a relative path in a column of files; everything else, and links
// beyond the limit, stay text.
// An address becomes a relationship of the sheet, with its fragment separate. Nothing is fetched, no formula is written.
// Gotcha: Excel repairs files with invalid addresses in relationships, so the check is strict: all others stay text.
import { columnLetters } from "./names.ts"
import { xml, xmlDeclaration } from "./page-text.ts"

/**
 * Maximum characters of an address (https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3).
 */
const mostCharacters = 2_079

const allowed = "(?:[A-Za-z0-9._~:/?@!$&''()*+,;=-]|%[0-9A-Fa-f]{2})*"
const address = `(?i:https?)://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:[/?]${allowed})?(?:#${allowed})?`

const isAddress = (text: string) =>
  `(starts_with(lower(left(${text}, 4)), 'http') and strlen(${text}) <= ${mostCharacters} and regexp_full_match(${text}, '${address}'))`

/** What the links of a column lead to. */
export type LinkKind = "web" | "file"

/** Parts of a path without what is no name on some system, and without `#` and `%`, which programs read as parts of an address. */
const pathPart = '[^\\x00-\\x1f\\x7f/\\\\:*?"<>|#%]+'
/** A byte of a path may take three characters of an address. */
const mostPathBytes = Math.floor(mostCharacters / 3)

/** True if a text (an SQL expression) is a relative path that may become a link. */
const isPath = (text: string) =>
  `(strlen(${text}) <= ${mostPathBytes} and regexp_full_match(${text}, '${pathPart}(?:/${pathPart})*'))`

/** The address of a relative path. */
export const pathAddress = (path: string): string => path.split("/").map(encodeURIComponent).join("/")

/** True if a text (an SQL expression) is an address or a path that may become a link. */
export const isLink = (text: string, kind: LinkKind = "web") =>
  kind === "file" ? isPath(text) : isAddress(text)

/** A clickable cell; `column` is counted from 0. */
export interface CellLink {
  readonly row: number
  readonly column: number
  readonly url: string
}

const split = (url: string) => {
  const [target = "", fragment] = url.split("#")
  return { target, fragment }
}

const chunk = 1000

function* inChunks(links: ReadonlyArray<CellLink>, text: (link: CellLink, id: string) => string) {
  for (let from = 0; from < links.length; from += chunk)
    yield links
      .slice(from, from + chunk)
      .map((link, index) => text(link, `rIdLink${from + index + 1}`))
      .join("")
}

/** The `hyperlinks` element of a sheet, in pieces; empty without links. */
export function* hyperlinks(links: ReadonlyArray<CellLink>) {
  if (links.length === 0) return
  yield "<hyperlinks>"
  yield* inChunks(links, ({ column, row, url }, id) => {
    const { fragment } = split(url)
    const location = fragment === undefined || fragment === "" ? "" : ` location="${xml(fragment)}"`
    return `<hyperlink ref="${columnLetters(column)}${row}" r:id="${id}"${location}/>`
  })
  yield "</hyperlinks>"
}

/** The relationships of a sheet with links, in pieces; `others` are its other relationships, as elements. */
export function* linkRelationships(links: ReadonlyArray<CellLink>, others: string) {
  yield `${xmlDeclaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${others}`
  yield* inChunks(
    links,
    ({ url }, id) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${xml(split(url).target)}" TargetMode="External"/>`
  )
  yield "</Relationships>"
}
