// The home of the user, and paths that begin there.
import { homedir, userInfo } from "node:os"
import * as NodePath from "node:path"

/** The user's home, by HOME or the list of users; undefined where neither has one, as in a container under an id of no user. */
export const homeFolder = (): string | undefined => {
  for (const find of [homedir, () => userInfo().homedir])
    try {
      const home = find()
      if (NodePath.isAbsolute(home)) return home
    } catch {
      // Node throws where the list of users has no such id.
    }
  return undefined
}

/** A path with `~` or `~/…` put at home; `./~` is a folder of that name. Undefined where there is no home. */
export const pathAtHome = (path: string): string | undefined => {
  if (path !== "~" && !/^~[/\\]/.test(path)) return path
  const home = homeFolder()
  return home === undefined ? undefined : NodePath.join(home, path.slice(1))
}
