import type { statusColumns as en } from "../en/status-columns.ts"

export const statusColumns: typeof en = {
  instance_id: "инстанс (idInstance)",
  messenger: "мессенджер инстанса: whatsapp, max или telegram",
  is_messenger_assumed: "true, если ни настройки, ни id не говорят о мессенджере наверняка",
  journal:
    "incoming, outgoing, или history — сохранённые чаты; с `calls` или `stories` — ответы о звонках и статусах",
  snapshots: "сохранено ответов",
  messages: "сообщений в них; для журналов звонков — звонков",
  issues: "записей и полей неожиданного вида",
  newest_request_at: "время последнего запроса",
  covered_until: "до этого момента время покрыто ответами",
  gaps: "пробелы, которые следующая синхронизация ещё может восполнить",
  next_loss_at: "когда будет потерян следующий непокрытый период, если до этого не будет синхронизации",
  lost_seconds: "время, которое не покрыла ни одна синхронизация и которого в журнале больше нет",
  blind_seconds: "время, когда была выключена настройка или инстанс не авторизован",
  truncated_seconds: "время, за которое ответ, похоже, обрезан",
  oldest_message_at: "время самого старого сообщения",
  newest_message_at: "время самого нового сообщения",
  bytes: "байт в ответах"
}
