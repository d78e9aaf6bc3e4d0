// npm's chdb in a folder of its own: no install of this repository fetches its 540 MB.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const VERSION = "3.4.0"

/** Installs chdb below a folder, unless it is there; returns where. */
export const installChdb = (folder: string): string => {
  const place = join(folder, "chdb")
  if (existsSync(join(place, "node_modules/chdb"))) return place
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, "package.json"), '{"private":true}')
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--save-exact", `chdb@${VERSION}`], {
    cwd: place,
    stdio: "inherit"
  })
  return place
}
