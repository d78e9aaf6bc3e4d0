// The command tree. What a command does is loaded when it runs, so that help does not wait for a database.
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { compactCommand } from "./commands/compact.ts"
import { demoCommand } from "./commands/demo.ts"
import { doctorCommand } from "./commands/doctor.ts"
import { exportCommand } from "./commands/export.ts"
import { forgetCommand } from "./commands/forget.ts"
import { importCommand } from "./commands/import.ts"
import { pruneCommand } from "./commands/prune.ts"
import { reportCommand } from "./commands/report.ts"
import { serveCommand } from "./commands/serve.ts"
import { sqlCommand } from "./commands/sql.ts"
import { statsCommand } from "./commands/stats.ts"
import { statusCommand } from "./commands/status.ts"
import { syncCommand } from "./commands/sync.ts"
import { verifyCommand } from "./commands/verify.ts"
import { locale } from "./flags.ts"
import { type CommonFlags, withMessages } from "./session.ts"
import { commandWords } from "./wording/commands.ts"

const keeping = () => import("./runs/keeping.ts")
const fetching = () => import("./runs/fetching.ts")
const sql = () => import("./runs/sql.ts")
const serving = () => import("./runs/serving.ts")
const asking = () => import("./runs/asking.ts")

/** A handler that is loaded when its command runs. */
const later =
  <F extends Pick<CommonFlags, "quiet" | "logFormat" | "progress">, E, R>(
    load: () => Promise<(flags: F) => Effect.Effect<void, E, R>>
  ) =>
  (flags: F) =>
    withMessages(
      flags,
      Effect.flatMap(Effect.promise(load), (run) => run(flags))
    )

export const chatledger = Command.make("chatledger").pipe(
  Command.withDescription(commandWords.chatledger),
  Command.withGlobalFlags([locale]),
  Command.withSubcommands([
    Command.withHandler(
      demoCommand,
      later(async () => (await asking()).runDemo)
    ),
    Command.withHandler(
      doctorCommand,
      later(async () => (await fetching()).runDoctor)
    ),
    Command.withHandler(
      syncCommand,
      later(async () => (await fetching()).runSync)
    ),
    Command.withHandler(
      importCommand,
      later(async () => (await keeping()).runImport)
    ),
    Command.withHandler(
      statusCommand,
      later(async () => (await asking()).runStatus)
    ),
    Command.withHandler(
      verifyCommand,
      later(async () => (await keeping()).runVerify)
    ),
    Command.withHandler(
      compactCommand,
      later(async () => (await keeping()).runCompact)
    ),
    Command.withHandler(
      pruneCommand,
      later(async () => (await keeping()).runPrune)
    ),
    Command.withHandler(
      forgetCommand,
      later(async () => (await keeping()).runForget)
    ),
    Command.withHandler(
      exportCommand,
      later(async () => (await asking()).runExport)
    ),
    Command.withHandler(
      statsCommand,
      later(async () => (await asking()).runStats)
    ),
    Command.withHandler(
      sqlCommand,
      later(async () => (await sql()).run)
    ),
    Command.withHandler(
      reportCommand,
      later(async () => (await asking()).runReport)
    ),
    Command.withHandler(
      serveCommand,
      later(async () => (await serving()).runServe)
    )
  ])
)
