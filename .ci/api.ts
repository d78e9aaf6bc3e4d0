// docs/api.md: every name that the libraries export, so that none comes or goes unseen. Read from the built index of each.
import { readFileSync } from "node:fs"
import { join } from "node:path"

const rooms = [
  "packages/core",
  "packages/archive",
  "packages/export",
  "packages/journal-server",
  "apps/analytics"
]

interface Exported {
  readonly name: string
  readonly isType: boolean
}

/** The names of an index; `type` before the braces is of all in them, before a name of that one. */
const exportsOf = (index: string): ReadonlyArray<Exported> =>
  [...index.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, all, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => ({
        name: name.replace(/^type /, "").replace(/^.* as /, ""),
        isType: all !== undefined || name.startsWith("type ")
      }))
  )

const listed = (exported: ReadonlyArray<Exported>): string =>
  exported
    .map(({ name }) => `\`${name}\``)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(", ")

/** The page, from the root of the workspace. */
export const apiPage = (root: string): string => {
  const parts = rooms.map((room) => {
    const { name } = JSON.parse(readFileSync(join(root, room, "package.json"), "utf8"))
    const exported = exportsOf(readFileSync(join(root, room, "dist/index.d.ts"), "utf8"))
    const values = listed(exported.filter(({ isType }) => !isType))
    const types = listed(exported.filter(({ isType }) => isType))
    return `## ${name}\n\nValues: ${values}.\n\nTypes: ${types}.\n`
  })
  return `# What the libraries export\n\nMade from their indexes; a change of it is a change of the public API, and needs a changeset. What each is, its docstring says.\n\n${parts.join("\n")}`
}
