// The licences of what is bundled: in a file, in a list, and in the page of the report, which leaves the package.
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { expect, it } from "vitest"

const root = resolve(import.meta.dirname, "../../..")
const read = (path: string) => readFileSync(resolve(root, path), "utf8")

interface Listed {
  readonly components: ReadonlyArray<{
    readonly name: string
    readonly version: string
    readonly purl: string
    readonly licenses: ReadonlyArray<{ readonly expression: string }>
  }>
}

const bundled = {
  "packages/archive": ["@effect/platform-node-shared"],
  "packages/export": ["@effect/platform-node-shared", "exceljs", "jszip", "pako", "saxes"],
  "apps/analytics": ["@observablehq/plot", "d3-array", "d3-scale"],
  "apps/cli": [
    "@duckdb/node-api",
    "@observablehq/plot",
    "effect",
    "exceljs",
    "hucre",
    "libphonenumber-js",
    "papaparse",
    "undici"
  ]
}

it("every package lists what it bundles, with licences", () => {
  for (const [room, names] of Object.entries(bundled)) {
    const notices = read(`${room}/THIRD-PARTY-NOTICES.txt`)
    const { components }: Listed = JSON.parse(read(`${room}/sbom.cdx.json`))
    expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    for (const { name, version, purl, licenses } of components) {
      expect(purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${version}`)
      expect(notices).toContain(`${name} ${version} (${licenses[0]?.expression})`)
    }
    const { files } = JSON.parse(read(`${room}/package.json`))
    expect(files).toEqual(expect.arrayContaining(["THIRD-PARTY-NOTICES.txt", "sbom.cdx.json"]))
  }
})

it("a report carries the licences of its charts", () => {
  const script = read("apps/analytics/page/report.js")
  const comment = script.slice(0, script.indexOf("*/"))
  expect(comment.startsWith("/*!")).toBe(true)
  for (const text of ["@observablehq/plot", "d3-scale", "Permission to use, copy, modify"])
    expect(comment).toContain(text)
  expect(read("apps/cli/page/report.js")).toBe(script)
})
