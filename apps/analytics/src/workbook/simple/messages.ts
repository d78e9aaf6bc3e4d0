// The sheet of messages, which reads like a chat. It leaves out events about messages, calls, stories and unreadable
// records; the first page counts them.
//
// A message without text shows its subject: a poll's question, a location's name, a contact's name.
import { type Choice, chosenRows } from "../../chosen/chosen-rows.ts"
import { tableNamed } from "../../tables/tables.ts"
import { asIs, fileShown, folded, ifSo, inWords, type ShownRows } from "./column.ts"
import type { SheetOptions } from "./sheet.ts"
import { sheetWords } from "./sheets.ts"
import { nameOf } from "./shown-names.ts"

/**
 * SQL: a record of `messages` is unreadable if it has neither text nor type, or if it is a text message with neither text
 * nor time.
 */
const isBroken =
  "(text is null and (type_message is null or (sent_at is null and type_message in ('textMessage', 'extendedTextMessage', 'quotedMessage'))))"

/** A SELECT of the readable messages of a choice. */
export const readMessages = (choice: Choice): string =>
  `select * from (${chosenRows(tableNamed("messages"), choice)}) where is_content and not ${isBroken}`

/** A SELECT that counts the rows of a choice that are left out: `broken` are unreadable, `others` are not messages. */
export const unreadCounts = (choice: Choice): string =>
  `select count(*) filter (is_content) as broken, count(*) filter (not is_content) as others
   from (${chosenRows(tableNamed("messages"), choice)}) where not is_content or ${isBroken}`

const ofSame = (alias: string, id = "message_id") =>
  `${alias}.instance_id = t.instance_id and ${alias}.chat_id = t.chat_id and ${alias}.${id} = t.message_id`

/** Joins to messages named `t`, and the SQL of the text to show for a message without text. */
const shownText = {
  join: `left join polls as p on ${ofSame("p", "poll_message_id")}
  left join locations as l on ${ofSame("l")}
  left join (
    select instance_id, chat_id, message_id,
      array_to_string(list_transform(list_sort(list({index: contact_index, name: display_name})), lambda c: c.name), ', ') as contact_names
    from contacts where display_name is not null group by all
  ) as k on ${ofSame("k")}
  left join (
    select instance_id, chat_id, message_id, file_name from media where media_type = 'document'
  ) as f on ${ofSame("f")}`,
  text: "coalesce(named_text(t.instance_id, t.text), p.poll_name, nullif(concat_ws(', ', l.name_location, l.address), ''), k.contact_names, f.file_name)"
} as const

/** The columns that read like a chat: more do not fit on paper. */
const COLUMNS_PRINTED = 6

const chat = nameOf("chat", "chat_id")
const sender = nameOf("sender", "sender_id")
const quoted = nameOf("quoted", "quoted_participant")

export const messageRows = ({ choice, files, isNewestFirst, locale }: SheetOptions): ShownRows => ({
  name: "messages",
  title: sheetWords("messages"),
  grain: { en: "One row per message, as a chat shows it", ru: "Строка — сообщение, как его показывает чат" },
  columns: [
    { name: "sent_at", title: { en: "Date and time", ru: "Дата и время" }, sql: "t.sent_at" },
    { name: "chat", title: { en: "Chat", ru: "Чат" }, sql: chat.shown },
    {
      name: "sender",
      title: { en: "Sender", ru: "Отправитель" },
      sql: `coalesce(${sender.shown}, t.sender_name, t.sender_contact_name)`
    },
    { name: "text", title: { en: "Text", ru: "Текст" }, sql: shownText.text },
    { name: "kind", title: { en: "Kind", ru: "Вид" }, sql: inWords(locale, "type_message") },
    { name: "status", title: { en: "Status", ru: "Статус" }, sql: inWords(locale, "status_message") },
    { name: "direction", title: { en: "Direction", ru: "Направление" }, sql: inWords(locale, "direction") },
    { name: "chat_type", title: { en: "Kind of chat", ru: "Вид чата" }, sql: inWords(locale, "chat_type") },
    { name: "reply_to", title: { en: "In reply to", ru: "В ответ" }, sql: quoted.shown },
    {
      name: "quoted_text",
      title: { en: "Quoted text", ru: "Цитата" },
      sql: "named_text(t.instance_id, q.quoted_text)",
      isOneLine: true
    },
    { name: "edited", title: { en: "Edited", ru: "Изменено" }, sql: ifSo(locale, "t.is_edited") },
    { name: "deleted", title: { en: "Deleted", ru: "Удалено" }, sql: ifSo(locale, "t.is_deleted") },
    { name: "forwarded", title: { en: "Forwarded", ru: "Переслано" }, sql: ifSo(locale, "t.is_forwarded") },
    { name: "by_api", title: { en: "By API", ru: "Через API" }, sql: ifSo(locale, "t.send_by_api") },
    ...(files === undefined ? [] : [fileShown(files)]),
    ...[
      asIs("instance_id", "Instance", "Инстанс"),
      asIs("chat_id", "Chat id", "Id чата"),
      asIs("message_id", "Message id", "Id сообщения"),
      asIs("sender_id", "Sender id", "Id отправителя"),
      asIs("sender_name", "Sender's own name", "Имя отправителя"),
      asIs("sender_contact_name", "Name in the address book", "Имя в контактах"),
      asIs("type_message", "Type as sent", "Тип, как прислан"),
      asIs("status_at", "Time of the status", "Время статуса"),
      asIs("forwarding_score", "Forwarding score", "Пересылок"),
      asIs("quoted_message_id", "Quoted message id", "Id цитируемого"),
      asIs("quoted_participant", "Quoted author id", "Id автора цитируемого"),
      asIs("edited_message_id", "Edit id", "Id правки"),
      asIs("deleted_message_id", "Deletion id", "Id удаления"),
      asIs("order_in_second", "Order in the second", "Порядок в секунде"),
      asIs("first_seen_at", "First seen", "Впервые увидено"),
      asIs("last_seen_at", "Last seen", "Увидено в последний раз"),
      asIs("revision_count", "States", "Состояний"),
      asIs("extra", "Other fields", "Прочие поля")
    ].map(folded)
  ],
  printedColumns: COLUMNS_PRINTED,
  from: `(${readMessages(choice)}) as t
    ${chat.join} ${sender.join} ${quoted.join}
    left join quotes as q on ${ofSame("q")}
    ${shownText.join} ${files === undefined ? "" : fileShown(files).join}`,
  order: isNewestFirst
    ? "t.sent_at desc nulls last, t.instance_id, t.order_in_second desc, t.chat_id, t.message_id"
    : "t.sent_at nulls first, t.instance_id, t.order_in_second, t.chat_id, t.message_id"
})
