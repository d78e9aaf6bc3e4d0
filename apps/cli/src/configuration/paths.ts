// Paths as people write them: `~` is the home of the user also where no shell has seen it.
import { WrongUsage } from "../failures/exit.ts"
import { pathAtHome } from "../invocation/home.ts"
import { strings } from "../messages/strings.ts"

/** A path with `~` or `~/…` put at home; `./~` is a folder of that name. Throws `WrongUsage` where there is no home. */
export const atHome = (path: string): string => {
  const found = pathAtHome(path)
  if (found === undefined) throw new WrongUsage({ reason: strings.configuration.noHome(path) })
  return found
}
