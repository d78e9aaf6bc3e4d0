// What the columns of `chatledger status` mean, in each language; the columns are also the keys of `--format json`.
export const statusColumns = {
  instance_id: "instance (idInstance)",
  messenger: "messenger that the instance speaks for: whatsapp, max or telegram",
  is_messenger_assumed: "true if neither its settings nor its ids tell the messenger for certain",
  journal: "incoming, outgoing, or history for saved chats; with `calls` or `stories` for replies of those",
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
}
