// Paths as users write them: `~` is the user's home, even if no shell expanded it.
import { WrongUsage } from "../failures/exit.ts"
import { pathAtHome } from "../invocation/home.ts"
import { strings } from "../messages/strings.ts"

/** Expands `~` and `~/…`; `./~` is a folder of that name. Throws `WrongUsage` without a home. */
export const atHome = (path: string): string => {
  const found = pathAtHome(path)
  if (found === undefined) throw new WrongUsage({ reason: strings.configuration.noHome(path) })
  return found
}
