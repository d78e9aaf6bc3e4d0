// chatledger verify: reads and hashes the whole archive, and names every damaged file.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.verify

export type VerifyFlags = Command.Command.Config.Infer<typeof common>

export const verifyCommand = Command.make("verify", common).pipe(Command.withDescription(help.about))
