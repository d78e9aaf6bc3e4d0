// chatledger verify: reads and hashes the whole archive, and names every damaged file.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.verify

export type VerifyFlags = Command.Command.Config.Infer<typeof flags.common>

export const verifyCommand = Command.make("verify", flags.common).pipe(Command.withDescription(says.about))
