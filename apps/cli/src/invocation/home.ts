// The user's home, and paths that begin there.
import { homedir, userInfo } from "node:os"
import * as NodePath from "node:path"

/**
 * The user's home, from HOME or the user database; undefined if neither has one, as in a container with an unknown user id.
 */
export const homeFolder = (): string | undefined => {
  for (const find of [homedir, () => userInfo().homedir])
    try {
      const home = find()
      if (NodePath.isAbsolute(home)) return home
    } catch {
      // Node throws if the user database has no such id.
    }
  return undefined
}

/** Expands `~` and `~/…`; `./~` is a folder of that name. Undefined without a home. */
export const pathAtHome = (path: string): string | undefined => {
  if (path !== "~" && !/^~[/\\]/.test(path)) return path
  const home = homeFolder()
  return home === undefined ? undefined : NodePath.join(home, path.slice(1))
}
