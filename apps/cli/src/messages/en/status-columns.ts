// What the columns of `chatledger status` mean, in each language; the columns are also the keys of `--format json`.
export const statusColumns = {
  instance_id: "instance (idInstance)",
  messenger: "messenger of the instance: whatsapp, max or telegram",
  is_messenger_assumed: "true if the messenger is only assumed: neither settings nor ids determine it",
  journal:
    "incoming, outgoing, or history for saved chats; followed by `calls` or `stories` for replies that contain those",
  snapshots: "archived replies",
  messages: "messages in them; calls for journals of calls",
  issues: "records or fields that did not match the expected format",
  newest_request_at: "time of the last request",
  covered_until: "replies cover the time up to here",
  gaps: "gaps that the next sync can still fill",
  next_loss_at: "when the next uncovered period will be lost, unless a sync runs before",
  lost_seconds: "time that no sync covered and that the journal no longer shows",
  blind_seconds: "time during which a setting was off or the instance was not authorised",
  truncated_seconds: "time for which a reply seems to have been truncated",
  oldest_message_at: "timestamp of the oldest message",
  newest_message_at: "timestamp of the newest message",
  bytes: "bytes of the replies"
}
