// The command tree.
import * as Command from "effect/cli/Command"
import { demoCommand } from "./commands/demo.ts"
import { exportCommand } from "./commands/export.ts"
import { importCommand } from "./commands/import.ts"
import { sqlCommand } from "./commands/sql.ts"
import { statsCommand } from "./commands/stats.ts"
import { statusCommand } from "./commands/status.ts"
import { verifyCommand } from "./commands/verify.ts"

export const chatledger = Command.make("chatledger").pipe(
  Command.withDescription(
    "Keeps what GREEN-API's WhatsApp journals show for a moment, and turns it into files and answers"
  ),
  Command.withSubcommands([
    demoCommand,
    importCommand,
    statusCommand,
    verifyCommand,
    exportCommand,
    statsCommand,
    sqlCommand
  ])
)
