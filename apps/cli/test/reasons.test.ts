// The reasons that packages give as English text, against their Russian: none is missing, and none is left over.
import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { patterns, reasonIn, sentences } from "../src/messages/reasons.ts"

const root = resolve(import.meta.dirname, "../../..")
const rooms = ["packages/core/src", "packages/archive/src", "packages/export/src", "apps/analytics/src"]

const source = rooms
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(root, room, file), "utf8"))
  )
  .join("\n")
  .replaceAll(/\$\{again\}/g, "run the same command again")
  .replaceAll("\\`", "`")

const given = [
  /\b(?:refuse|refused|unusable|unreadable)\(\s*(?:source, )?"([^"]+)"/g,
  /\bdamaged\(\s*ref, "([^"]+)"/g,
  /\breason: "([^"]+)"/g
]
  .flatMap((pattern) => [...source.matchAll(pattern)].map(([, text = ""]) => text))
  .filter((text) => text.includes(" "))

/** What only callers of the packages see: the command line never asks for it, or it is a bug. */
const unseen = [
  "createdAt is no valid date",
  "the facts of the snapshot are not right, which is a bug: please report it",
  "after is what the page before gave as its next, unchanged",
  "it is reading or loading",
  "it is loading",
  "it is too large"
]

describe("a reason", () => {
  it("has a Russian text if it is a sentence of a package", () => {
    expect(given.length).toBeGreaterThan(20)
    const english = given.filter((text) => reasonIn(text) === text && !unseen.includes(text))
    expect(english).toEqual([])
  })

  it("is what a package still says", () => {
    expect(Object.keys(sentences).filter((text) => !source.includes(text))).toEqual([])
  })

  it("keeps its numbers and names, also inside another", () => {
    expect(reasonIn("row 7 has a name, and no id: write the id or the phone number")).toContain("строке 7")
    expect(reasonIn("it cannot be read: it does not exist")).toBe("не читается: его нет")
    expect(reasonIn("there is no statistic x: did you mean y?")).toBe("нет статистики x: может быть, y?")
    expect(reasonIn('sheet "People", row 7 has a name, and no id: write the id')).toBe(
      "лист «People», в строке 7 есть имя, но нет id: напишите id или номер телефона"
    )
    expect(reasonIn('row 7, column "phone": a spreadsheet has shortened this number (1.2E+10): x')).toMatch(
      /^строка 7: таблица сократила номер/
    )
    for (const [, text] of patterns) expect(text).toMatch(/[а-я]/)
  })
})
