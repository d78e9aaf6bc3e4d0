// Workbooks as programs other than Excel write them, part by part, for tests of what reads them.
import { crc32 } from "node:zlib"

export interface OddSheet {
  readonly name: string
  readonly rows: ReadonlyArray<ReadonlyArray<string | number>>
  readonly isHidden?: boolean
  readonly merges?: ReadonlyArray<string>
}

export interface WorkbookKind {
  /** Path of the first sheet; default `xl/worksheets/sheet1.xml`. */
  readonly sheetPath?: string
  /** Between the folders of paths in the zip. */
  readonly separator?: string
  /** Before every element of the spreadsheet. */
  readonly prefix?: string
  readonly isStrict?: boolean
  /** False for cells and rows that do not say where they are. */
  readonly hasPlaces?: boolean
  readonly areTextsShared?: boolean
}

const zipOf = (parts: ReadonlyArray<readonly [path: string, text: string]>): Uint8Array => {
  const entries: Array<Buffer> = []
  const directory: Array<Buffer> = []
  let at = 0
  for (const [path, text] of parts) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)]
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    entries.push(Buffer.from("PK\x03\x04"), facts, name, bytes)
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), facts, place, name)
    at += 30 + name.length + bytes.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...entries, listed, Buffer.from("PK\x05\x06"), end])
}

const transitional = {
  main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  relations: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}
const strict = {
  main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
  relations: "http://purl.oclc.org/ooxml/officeDocument/relationships"
}
const packaged = "http://schemas.openxmlformats.org/package/2006"

/** A workbook of that kind. Texts are free of `<`, `&` and columns beyond Z. */
export const workbookOf = (sheets: ReadonlyArray<OddSheet>, kind: WorkbookKind = {}): Uint8Array => {
  const { areTextsShared = false, hasPlaces = true, isStrict = false, prefix = "", separator = "/" } = kind
  const { main, relations } = isStrict ? strict : transitional
  const shared: Array<string> = []
  const element = (name: string, attributes: string, content: string) =>
    `<${prefix}${name}${attributes}>${content}</${prefix}${name}>`
  const root = (name: string, content: string) =>
    element(
      name,
      ` xmlns${prefix === "" ? "" : `:${prefix.slice(0, -1)}`}="${main}" xmlns:r="${relations}"`,
      content
    )
  const cell = (value: string | number, place: string) => {
    if (typeof value === "number") return element("c", place, element("v", "", String(value)))
    if (areTextsShared)
      return element("c", `${place} t="s"`, element("v", "", String(shared.push(value) - 1)))
    return element("c", `${place} t="inlineStr"`, element("is", "", element("t", "", value)))
  }
  const sheetXml = ({ merges = [], rows }: OddSheet) => {
    const lines = rows.map((row, index) => {
      const cells = row.map((value, column) =>
        cell(value, hasPlaces ? ` r="${String.fromCharCode(65 + column)}${index + 1}"` : "")
      )
      return element("row", hasPlaces ? ` r="${index + 1}"` : "", cells.join(""))
    })
    const merged = merges.map((range) => element("mergeCell", ` ref="${range}"`, ""))
    return root(
      "worksheet",
      element("sheetData", "", lines.join("")) +
        (merged.length === 0 ? "" : element("mergeCells", "", merged.join("")))
    )
  }
  const pathOf = (index: number) =>
    index === 0 ? (kind.sheetPath ?? "xl/worksheets/sheet1.xml") : `xl/worksheets/sheet${index + 1}.xml`
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`
  const relationships = (items: ReadonlyArray<string>) =>
    `<Relationships xmlns="${packaged}/relationships">${items.join("")}</Relationships>`
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
  const listed = sheets.map(({ isHidden, name }, index) =>
    element(
      "sheet",
      ` name="${name}" sheetId="${index + 1}"${isHidden === true ? ' state="hidden"' : ""} r:id="rId${index + 1}"`,
      ""
    )
  )
  const made = sheets.map((sheet, index) => [pathOf(index), sheetXml(sheet)] as const)
  const texts = shared.map((text) => element("si", "", element("t", "", text)))
  const types = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    override("xl/workbook.xml", "sheet.main"),
    ...sheets.map((_, index) => override(pathOf(index), "worksheet")),
    ...(areTextsShared ? [override("xl/sharedStrings.xml", "sharedStrings")] : [])
  ]
  const parts: ReadonlyArray<readonly [string, string]> = [
    ["[Content_Types].xml", `<Types xmlns="${packaged}/content-types">${types.join("")}</Types>`],
    ["_rels/.rels", relationships([relation(1, "officeDocument", "xl/workbook.xml")])],
    ["xl/workbook.xml", root("workbook", element("sheets", "", listed.join("")))],
    [
      "xl/_rels/workbook.xml.rels",
      relationships([
        ...sheets.map((_, index) => relation(index + 1, "worksheet", pathOf(index).replace("xl/", ""))),
        ...(areTextsShared ? [relation(sheets.length + 1, "sharedStrings", "sharedStrings.xml")] : [])
      ])
    ],
    ...made,
    ...(areTextsShared ? [["xl/sharedStrings.xml", root("sst", texts.join(""))] as const] : [])
  ]
  return zipOf(parts.map(([path, text]) => [path.replaceAll("/", separator), text] as const))
}
