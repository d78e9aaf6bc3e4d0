// A fix in a library reaches the command line that bundles it: the packages have one version, so a changeset of any of them releases all.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { readJson, rooms, root } from "./packages/install.ts"

const folder = join(root, ".changeset")
const names: ReadonlyArray<string> = rooms.map((room) => readJson(join(root, room, "package.json")).name)
const groups: ReadonlyArray<ReadonlyArray<string>> = readJson(join(folder, "config.json")).fixed
const isIn = (group: ReadonlyArray<string>, name: string) =>
  group.some(
    (pattern) => pattern === name || (pattern.endsWith("/*") && name.startsWith(pattern.slice(0, -1)))
  )
const problems = groups.some((group) => names.every((name) => isIn(group, name)))
  ? []
  : [`.changeset/config.json: no group of \`fixed\` has all of ${names.join(", ")}`]
for (const file of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
  const [, head = "", text = ""] = readFileSync(join(folder, file), "utf8").split(/^---$/m)
  const named = [...head.matchAll(/^"(.+)": (?:patch|minor|major)$/gm)].map(([, name = ""]) => name)
  if (named.length === 0 || named.some((name) => !names.includes(name)))
    problems.push(`.changeset/${file}: names no package, or one that is not released`)
  if (text.trim() === "") problems.push(`.changeset/${file}: says nothing`)
}
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
