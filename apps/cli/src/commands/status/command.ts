// chatledger status: the archive's content by instance and journal, and its coverage.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.status

const statusFlags = {
  ...queryFlags.shape,
  format: outputFlags.statusFormat,
  failOn: selectionFlags.failOn,
  maxAge: selectionFlags.maxAge,
  tz: selectionFlags.tz,
  ...common
}

export type StatusFlags = Command.Command.Config.Infer<typeof statusFlags>

const width = Math.max(...Object.keys(helpStrings.statusColumns).map((name) => name.length))
const list = Object.entries(helpStrings.statusColumns).map(
  ([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`
)

export const statusCommand = Command.make("status", statusFlags).pipe(
  Command.withShortDescription(help.short),
  Command.withDescription(`${help.about}\n\n${list.join("\n")}`)
)
