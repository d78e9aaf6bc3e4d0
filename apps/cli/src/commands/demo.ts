// chatledger demo: a made-up account, from saved replies to files and answers, offline.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.demo

const { archive: _archive, config: _config, ...common } = flags.common
const demoFlags = { out: flags.demoFolder, tz: flags.tz, ...common }

export type DemoFlags = Command.Command.Config.Infer<typeof demoFlags>

export const demoCommand = Command.make("demo", demoFlags).pipe(Command.withDescription(says.about))
