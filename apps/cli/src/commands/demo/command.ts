// chatledger demo: a generated account, from saved replies to files and answers, offline.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.demo

const { archive: _archive, config: _config, ...others } = common
const demoFlags = { out: outputFlags.demoFolder, tz: selectionFlags.tz, ...others }

export type DemoFlags = Command.Command.Config.Infer<typeof demoFlags>

export const demoCommand = Command.make("demo", demoFlags).pipe(Command.withDescription(help.about))
