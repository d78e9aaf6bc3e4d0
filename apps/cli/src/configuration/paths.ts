// Paths as people write them: `~` is the home of the user also where no shell has seen it.
import { homedir } from "node:os"
import * as NodePath from "node:path"

/** A path with `~` or `~/…` put at home; `./~` is a folder of that name. */
export const atHome = (path: string): string =>
  path === "~" || /^~[/\\]/.test(path) ? NodePath.join(homedir(), path.slice(1)) : path
