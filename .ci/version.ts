// The versions and change logs of the next release, from the changesets.
//
// The first release is 0.1.0: as long as there is no changelog, the packages count from 0.0.0.
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { rooms, root } from "./packages/install.ts"

if (!existsSync(join(root, "apps/cli/CHANGELOG.md")))
  for (const room of rooms) {
    const file = join(root, room, "package.json")
    writeFileSync(file, readFileSync(file, "utf8").replace(/"version": "[^"]+"/, '"version": "0.0.0"'))
  }
execFileSync(process.execPath, [join(root, "node_modules/@changesets/cli/bin.js"), "version"], {
  cwd: root,
  stdio: "inherit"
})
