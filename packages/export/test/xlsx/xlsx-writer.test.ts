// Our parts beside those that XlsxWriter, whose files Excel has opened for years, writes for the same content: content
// types, relationships, the order of elements, and the attributes that ECMA-376 part 1 requires. xmllint reads every part.
import { execFileSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { ChartShape, PageBlock } from "../../src/index.ts"
import { readZip } from "../../src/xlsx/zip.ts"
import { connect } from "../duckdb.ts"
import { nodeFiles } from "../node-files.ts"
import { describeWith, xlsxWriter, xmllint } from "../programs.ts"
import { table } from "../request.ts"
import { workbookOf } from "./reading.ts"

interface Element {
  readonly name: string
  readonly attributes: ReadonlyArray<string>
  readonly children: Array<Element>
}

// Prefixes are chosen freely: names are compared without them, but for attributes of relationships.
const local = (name: string) => name.replace(/^(?!r:)\w+:/, "")

const treeOf = (xml: string): Element => {
  const root: Element = { name: "", attributes: [], children: [] }
  const open = [root]
  for (const [, closing, name = "", inside = "", empty] of xml.matchAll(
    /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>/g
  )) {
    if (closing === "/") {
      open.pop()
      continue
    }
    const attributes = [...inside.matchAll(/([\w:]+)="/g)].map(([, attribute = ""]) => local(attribute))
    const element: Element = { name: local(name), attributes, children: [] }
    open.at(-1)?.children.push(element)
    if (empty === "") open.push(element)
  }
  return root
}

const walk = function* (element: Element, path = ""): Generator<readonly [path: string, element: Element]> {
  const here = `${path}/${element.name}`
  yield [here, element]
  for (const child of element.children) yield* walk(child, here)
}

const orderOf = ({ children }: Element) => [...new Set(children.map(({ name }) => name))]

// CT_Font is a choice that repeats: its children stand in any order.
const isUnordered = (path: string) => path.endsWith("/font")

/** Children that both have below the same path, in another order. */
const disordered = (ours: Element, theirs: Element) => {
  const orders = new Map([...walk(theirs)].map(([path, element]) => [path, orderOf(element)]))
  return [...walk(ours)].flatMap(([path, element]) => {
    const reference = isUnordered(path) ? [] : (orders.get(path) ?? [])
    const both = orderOf(element).filter((name) => reference.includes(name))
    const wanted = reference.filter((name) => both.includes(name))
    return both.join() === wanted.join() ? [] : [`${path}: ${both} instead of ${wanted}`]
  })
}

/** Attributes with `use="required"` in the schemas of ECMA-376, by element, or by path where names repeat. */
const required: Readonly<Record<string, ReadonlyArray<string>>> = {
  sheet: ["name", "sheetId", "r:id"],
  table: ["id", "displayName", "ref"],
  tableColumn: ["id", "name"],
  workbookView: [],
  sheetView: ["workbookViewId"],
  "/worksheet/cols/col": ["min", "max"],
  dimension: ["ref"],
  hyperlink: ["ref"],
  ignoredError: ["sqref"],
  tablePart: ["r:id"],
  drawing: ["r:id"],
  "/worksheet/pageMargins": ["left", "right", "top", "bottom", "header", "footer"],
  numFmt: ["formatCode"],
  cellStyle: ["xfId"],
  Relationship: ["Id", "Type", "Target"],
  Override: ["PartName", "ContentType"],
  Default: ["Extension", "ContentType"],
  ptCount: ["val"],
  pt: ["idx"],
  axId: ["val"],
  crossAx: ["val"],
  axPos: ["val"],
  idx: ["val"],
  order: ["val"],
  cNvPr: ["id", "name"],
  graphicData: ["uri"]
}

const withoutRequired = (part: Element) =>
  [...walk(part)].flatMap(([path, { attributes, name }]) =>
    (required[path] ?? required[name] ?? [])
      .filter((attribute) => !attributes.includes(attribute))
      .map((attribute) => `${path} has no ${attribute}`)
  )

const chart = (shape: ChartShape): PageBlock => ({
  kind: "chart",
  shape,
  title: "A chart",
  table: "days",
  categories: 0,
  series: [1],
  place: "below",
  width: 480,
  height: 288
})

const blocks: ReadonlyArray<PageBlock> = [
  {
    kind: "table",
    name: "days",
    columns: [
      { title: "Day", type: "day" },
      { title: "Messages", type: "number" }
    ],
    rows: [1, 2, 3].map((n) => [new Date(Date.UTC(2026, 0, n)), n])
  },
  chart("column"),
  chart("line"),
  chart("stacked-bar")
]

const ourBook = Effect.fnUntraced(function* () {
  const connection = yield* connect()
  const things = table(
    `select ' text ' || i || ' & more ' as text, 'https://example.com/' || i as link, i as number, i % 2 = 0 as yes,
      timestamp '2025-12-31' + to_days(i::int) as moment, date '2025-12-31' + i::int as day
     from range(1, 4) r(i) order by i`,
    { title: "Things" }
  )
  const { path } = yield* workbookOf(connection, [things], {
    pages: [{ title: "About", blocks: () => blocks }]
  })
  return path
})

const partsOf = (path: string) => Effect.promise(async () => readZip(await readFile(path)))

const attributesOf = (xml: string, element: string, key: string, value: string) =>
  [...xml.matchAll(new RegExp(`<${element} [^>]*>`, "g"))].map(
    ([tag]) =>
      [
        new RegExp(`${key}="([^"]*)"`).exec(tag)?.[1],
        new RegExp(`${value}="([^"]*)"`).exec(tag)?.[1]
      ] as const
  )

/** Parts by what they are, since writers number them as they like; the first of each kind, and all charts by their shape. */
const byKind = (parts: ReadonlyMap<string, string>) => {
  const kinds = new Map<string, Element>()
  for (const [path, xml] of [...parts].sort(([a], [b]) => a.localeCompare(b))) {
    if (!/\.(xml|rels)$/.test(path)) continue
    const [root] = treeOf(xml).children
    if (root === undefined) continue
    const shape = /<c:(barChart|lineChart)>/.exec(xml)?.[1] ?? ""
    const direction = /<c:barDir val="(\w+)"/.exec(xml)?.[1] ?? ""
    const has = root.name === "worksheet" ? (xml.includes("<drawing ") ? "page" : "rows") : ""
    const kind = [root.name, shape, direction, has].join(" ").trim()
    if (!kinds.has(kind)) kinds.set(kind, root)
  }
  return kinds
}

describeWith("XlsxWriter", xlsxWriter)("the parts of a workbook, beside those of XlsxWriter", (program) => {
  const both = Effect.gen(function* () {
    const path = yield* ourBook()
    const reference = join(dirname(path), "reference.xlsx")
    const script = fileURLToPath(new URL("xlsx-writer.py", import.meta.url))
    execFileSync(program, [script, reference])
    return { ours: yield* partsOf(path), theirs: yield* partsOf(reference) }
  })

  it.effect("have its content types", () =>
    Effect.gen(function* () {
      const { ours, theirs } = yield* both
      const typesIn = (parts: ReadonlyMap<string, string>) =>
        new Map(
          attributesOf(parts.get("[Content_Types].xml") ?? "", "Override", "PartName", "ContentType").map(
            ([part = "", type]) => [part.replaceAll(/\d+/g, "1"), type]
          )
        )
      assert.deepStrictEqual([...typesIn(ours)].sort(), [...typesIn(theirs)].sort())
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have its relationships", () =>
    Effect.gen(function* () {
      const { ours, theirs } = yield* both
      const typesIn = (parts: ReadonlyMap<string, string>) =>
        new Set(
          [...parts]
            .filter(([path]) => path.endsWith(".rels"))
            .flatMap(([path, xml]) =>
              attributesOf(xml, "Relationship", "Type", "TargetMode").map(
                ([type, mode]) => `${path.replaceAll(/\d+/g, "N")} ${type} ${mode ?? "inside"}`
              )
            )
        )
      assert.deepStrictEqual([...typesIn(ours)].sort(), [...typesIn(theirs)].sort())
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have their elements in its order, and every attribute that the specification requires", () =>
    Effect.gen(function* () {
      assert.isNotEmpty(disordered(treeOf("<a><c/><b/></a>"), treeOf("<a><b/><c/></a>")))
      const { ours, theirs } = yield* both
      const [own, reference] = [byKind(ours), byKind(theirs)]
      assert.includeMembers([...own.keys()], [...reference.keys()])
      for (const [kind, part] of own) {
        const other = reference.get(kind)
        if (other !== undefined) assert.deepStrictEqual(disordered(part, other), [], kind)
        assert.deepStrictEqual(withoutRequired(part), [], kind)
      }
      for (const [kind, part] of reference) assert.deepStrictEqual(withoutRequired(part), [], kind)
    }).pipe(Effect.provide(nodeFiles))
  )
})

describeWith("xmllint", xmllint)("the parts of a workbook, read by xmllint", (program) => {
  it.effect("are well-formed, every one", () =>
    Effect.gen(function* () {
      const parts = yield* partsOf(yield* ourBook())
      assert.isAtLeast(parts.size, 15)
      for (const [path, xml] of parts) {
        if (path.endsWith("/")) continue
        const answer = execFileSync(program, ["--noout", "--nonet", "-"], { input: xml, encoding: "utf8" })
        assert.strictEqual(answer, "", path)
      }
    }).pipe(Effect.provide(nodeFiles))
  )
})
