// chatledger status: what the archive holds, per instance and journal, and whether its time is covered.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

/** The columns of the answer, which are also the keys of `--format json`. */
export const statusColumns = {
  instance_id: "instance (idInstance)",
  journal: "incoming, outgoing, or history for saved chats",
  snapshots: "replies kept",
  messages: "messages in them",
  issues: "records or fields that did not fit",
  newest_request_at: "when a reply was last asked for",
  covered_until: "up to here replies cover the time",
  gaps: "gaps that the next sync can still close",
  next_loss_at: "when the next uncovered moment will be lost; a sync before closes it",
  lost_seconds: "time that no sync covered and the journal no longer shows",
  blind_seconds: "time in which a setting was off or the instance not authorised",
  truncated_seconds: "time in which a reply seems to have been cut",
  oldest_message_at: "timestamp of the oldest message",
  newest_message_at: "timestamp of the newest message",
  bytes: "bytes of the replies"
} as const

const statusFlags = { format: flags.listFormat, maxAge: flags.maxAge, tz: flags.tz, ...flags.common }

export type StatusFlags = Command.Command.Config.Infer<typeof statusFlags>

const width = Math.max(...Object.keys(statusColumns).map((name) => name.length))
const list = Object.entries(statusColumns).map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)

export const statusCommand = Command.make("status", statusFlags).pipe(
  Command.withShortDescription(
    "What the archive holds, and what of the time it covers, per instance and journal"
  ),
  Command.withDescription(
    `What the archive holds, and what of the time it covers: one row per instance and journal\n\n${list.join("\n")}`
  )
)
