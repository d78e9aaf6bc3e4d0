// The examples of READMEs and docstrings: blocks of ```ts that a reader copies.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")
const rooms = [
  "packages/core",
  "packages/archive",
  "packages/journal-server",
  "packages/export",
  "apps/analytics"
]

/** An example and the file that it is in. */
export interface Example {
  readonly path: string
  readonly code: string
}

/** All of them, in the order of the files. */
export const examples = (): ReadonlyArray<Example> => {
  const files = [
    ...["README.md", ...rooms.map((room) => `${room}/README.md`)].map((path) => join(root, path)),
    ...rooms.flatMap((room) =>
      readdirSync(join(root, room, "src"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
        .map((entry) => join(entry.parentPath, entry.name))
    )
  ].filter((path) => existsSync(path))
  return files.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => ({
      path: relative(root, path),
      code: block.replace(/^ *\* ?/gm, "").trimEnd()
    }))
  )
}
