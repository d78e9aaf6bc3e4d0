// The command tree. Each command's code is loaded when it runs, so that help does not wait for a database.

import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { compactCommand } from "./commands/compact/command.ts"
import { demoCommand } from "./commands/demo/command.ts"
import { doctorCommand } from "./commands/doctor/command.ts"
import { exportCommand } from "./commands/export/command.ts"
import { forgetCommand } from "./commands/forget/command.ts"
import { importCommand } from "./commands/import/command.ts"
import { initCommand } from "./commands/init/command.ts"
import { mediaCommand } from "./commands/media/command.ts"
import { pruneCommand } from "./commands/prune/command.ts"
import { receiveCommand } from "./commands/receive/command.ts"
import { reportCommand } from "./commands/report/command.ts"
import { scheduleCommand } from "./commands/schedule/command.ts"
import { searchCommand } from "./commands/search/command.ts"
import { serveCommand } from "./commands/serve/command.ts"
import { sqlCommand } from "./commands/sql/command.ts"
import { statsCommand } from "./commands/stats/command.ts"
import { statusCommand } from "./commands/status/command.ts"
import { syncCommand } from "./commands/sync/command.ts"
import { transcriptCommand } from "./commands/transcript/command.ts"
import { verifyCommand } from "./commands/verify/command.ts"
import { withMessages } from "./failures/report.ts"
import { locale } from "./flags/common.ts"
import { helpStrings } from "./messages/strings.ts"
import { isConfigured } from "./program.ts"
import type { ConsoleFlags } from "./terminal/console.ts"

/** The configuration's settings for a command must be valid, even if the command does not read them itself. */
const checkConfigured = (flags: ConfiguredFlags) =>
  isConfigured
    ? Effect.promise(() => import("./configuration/config-file.ts")).pipe(
        Effect.flatMap(({ readGeneral }) => readGeneral(flags.config ?? Option.none())),
        Effect.asVoid
      )
    : Effect.void

interface ConfiguredFlags extends ConsoleFlags {
  readonly config?: Option.Option<string>
}

/** A handler that is loaded when its command runs. */
const later =
  <F extends ConfiguredFlags, E, R>(
    load: () => Promise<{ readonly run: (flags: F) => Effect.Effect<void, E, R> }>
  ) =>
  (flags: F) =>
    withMessages(
      flags,
      Effect.andThen(
        checkConfigured(flags),
        Effect.flatMap(Effect.promise(load), ({ run }) => run(flags))
      )
    )

const { withHandler } = Command

export const chatledger = Command.make("chatledger").pipe(
  Command.withDescription(helpStrings.commands.chatledger),
  Command.withGlobalFlags([locale]),
  Command.withSubcommands([
    withHandler(
      demoCommand,
      later(() => import("./commands/demo/run.ts"))
    ),
    withHandler(
      initCommand,
      later(() => import("./commands/init/run.ts"))
    ),
    withHandler(
      doctorCommand,
      later(() => import("./commands/doctor/run.ts"))
    ),
    withHandler(
      syncCommand,
      later(() => import("./commands/sync/run.ts"))
    ),
    withHandler(
      scheduleCommand,
      later(() => import("./commands/schedule/run.ts"))
    ),
    withHandler(
      importCommand,
      later(() => import("./commands/import/run.ts"))
    ),
    withHandler(
      statusCommand,
      later(() => import("./commands/status/run.ts"))
    ),
    withHandler(
      verifyCommand,
      later(() => import("./commands/verify/run.ts"))
    ),
    withHandler(
      compactCommand,
      later(() => import("./commands/compact/run.ts"))
    ),
    withHandler(
      pruneCommand,
      later(() => import("./commands/prune/run.ts"))
    ),
    withHandler(
      forgetCommand,
      later(() => import("./commands/forget/run.ts"))
    ),
    withHandler(
      mediaCommand,
      later(() => import("./commands/media/run.ts"))
    ),
    withHandler(
      exportCommand,
      later(() => import("./commands/export/run.ts"))
    ),
    withHandler(
      statsCommand,
      later(() => import("./commands/stats/run.ts"))
    ),
    withHandler(
      sqlCommand,
      later(() => import("./commands/sql/run.ts"))
    ),
    withHandler(
      reportCommand,
      later(() => import("./commands/report/run.ts"))
    ),
    withHandler(
      searchCommand,
      later(() => import("./commands/search/run.ts"))
    ),
    withHandler(
      transcriptCommand,
      later(() => import("./commands/transcript/run.ts"))
    ),
    withHandler(
      receiveCommand,
      later(() => import("./commands/receive/run.ts"))
    ),
    withHandler(
      serveCommand,
      later(() => import("./commands/serve/run.ts"))
    )
  ])
)
