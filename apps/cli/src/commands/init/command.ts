// chatledger init: asks for an instance, tests it, and writes it to the configuration.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as initFlags from "../../flags/init.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.init

const flags = {
  instance: initFlags.instance,
  apiUrl: initFlags.apiUrl,
  tokenFile: initFlags.tokenFile,
  name: initFlags.name,
  fix: initFlags.fix,
  sync: initFlags.sync,
  schedule: initFlags.schedule,
  yes: initFlags.yes,
  ...common
}

export type InitFlags = Command.Command.Config.Infer<typeof flags>

export const initCommand = Command.make("init", flags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger init", description: help.ask },
    {
      command: "chatledger init --instance 1101000001 --token-file shop.token --yes",
      description: help.script
    }
  ])
)
