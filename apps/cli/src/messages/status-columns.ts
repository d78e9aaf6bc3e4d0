// What the columns of `chatledger status` mean, in each language; the columns are also the keys of `--format json`.
import { inLanguage } from "./language.ts"

const en = {
  instance_id: "instance (idInstance)",
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
} as const

const ru: Record<keyof typeof en, string> = {
  instance_id: "инстанс (idInstance)",
  journal:
    "incoming, outgoing, или history — сохранённые чаты; с `calls` или `stories` — ответы о звонках и статусах",
  snapshots: "сохранено ответов",
  messages: "сообщений в них",
  issues: "записей и полей, которые не подошли",
  newest_request_at: "когда в последний раз спрашивали",
  covered_until: "досюда время покрыто ответами",
  gaps: "пробелы, которые ещё закроет следующая синхронизация",
  next_loss_at: "когда будет потерян следующий непокрытый момент; синхронизация до того его закроет",
  lost_seconds: "время, которое никто не покрыл и журнал больше не показывает",
  blind_seconds: "время, когда была выключена настройка или инстанс не авторизован",
  truncated_seconds: "время, за которое ответ, похоже, обрезан",
  oldest_message_at: "время самого старого сообщения",
  newest_message_at: "время самого нового сообщения",
  bytes: "байт в ответах"
}

export const statusColumns: Readonly<Record<keyof typeof en, string>> = inLanguage<
  Record<keyof typeof en, string>
>({ en, ru })
