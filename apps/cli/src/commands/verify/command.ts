// chatledger verify: reads and hashes the whole archive, and names every damaged file; with --tables also violated
// invariants.

import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { common } from "../../flags/common.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.verify

const flags = {
  tables: Flag.Boolean("tables").pipe(
    Flag.withDescription(helpStrings.flags.verifyTables),
    Flag.withDefault(false)
  ),
  ...common
}

export type VerifyFlags = Command.Command.Config.Infer<typeof flags>

export const verifyCommand = Command.make("verify", flags).pipe(Command.withDescription(help.about))
