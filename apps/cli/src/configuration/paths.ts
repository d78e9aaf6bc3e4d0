// Paths as people write them: `~` is the home of the user also where no shell has seen it.
import { homedir, userInfo } from "node:os"
import * as NodePath from "node:path"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"

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

/** A path with `~` or `~/…` put at home; `./~` is a folder of that name. Throws `WrongUsage` where there is no home. */
export const atHome = (path: string): string => {
  if (path !== "~" && !/^~[/\\]/.test(path)) return path
  const home = homeFolder()
  if (home === undefined) throw new WrongUsage({ reason: strings.configuration.noHome(path) })
  return NodePath.join(home, path.slice(1))
}
