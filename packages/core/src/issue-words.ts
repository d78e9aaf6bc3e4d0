// Issues in the languages of the users.
import { type IssueCode, issueCodes } from "./issue.ts"

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replaceAll("`", "")

const en = Object.fromEntries(
  Object.entries(issueCodes).map(([code, { meaning }]) => [code, capitalised(meaning)])
) as Record<IssueCode, string>

const ru: Record<IssueCode, string> = {
  not_json: "Текст записи — не JSON",
  not_an_object: "Запись — не объект (null, число, текст, список)",
  missing_record: "До или после запятой нет записи",
  reply_is_cut: "Ответ обрывается внутри записи или до закрывающей скобки",
  bytes_after_reply: "Лишние данные после закрывающей скобки ответа",
  record_too_large: "Запись слишком большая",
  too_deep: "Слишком глубокая вложенность записи",
  invalid_utf8: "Байты не в UTF-8, показаны как U+FFFD",
  raw_control_character: "Неэкранированный управляющий символ в тексте",
  lone_surrogate: "Половина суррогатной пары в тексте, показана как U+FFFD",
  duplicate_key: "Поле в объекте указано дважды, учитывается последнее",
  missing_type_message: "У записи нет typeMessage, или это не текст",
  field_type: "Тип значения в поле не соответствует документации; значение сохранено в extra",
  notification_of_another_instance: "Уведомление относится к другому инстансу и здесь не учитывается",
  not_a_notification: "Запись среди уведомлений без typeWebhook",
  edit_by_another_sender: "Правка относится к чужому сообщению и не учитывается",
  timestamp_in_milliseconds: "timestamp в миллисекундах; прочитан с точностью до секунды",
  poll_update_names_several_voters: "В обновлении опроса несколько голосовавших; оно учтено как итог",
  poll_update_names_another_voter: "В обновлении опроса указан не отправитель; голос учтён за указанным",
  poll_update_partly_read: "Часть голосов в обновлении опроса не удалось прочитать; остальные учтены",
  directory_without_id: "У записи справочника нет id, или он недействителен, например null@c.us",
  directory_is_empty: "Список справочника пуст; известные имена остаются",
  directory_group_without_name: "В справочнике нет названия группы; известное название остаётся",
  poll_update_without_votes: "В обновлении опроса нет ни одного читаемого голоса; действует прежний",
  reaction_without_emoji: "Эмодзи в реакции не прочитать; действует прежняя реакция",
  private_chat_of_another_sender:
    "Во входящем сообщении личного чата указан другой отправитель; оно учтено за собеседником"
}

/** The meanings of the codes. */
export const issueWords = { en, ru }

/** A field in a detail, as a pattern of JavaScript and RE2. */
export const FIELD_IN_DETAIL = "`([^`]+)`"

/** What is wrong, in Russian: the meaning of the code and the fields that the detail names. */
export const issueInRussian = (code: IssueCode, detail: string): string => {
  const fields = new Set([...detail.matchAll(new RegExp(FIELD_IN_DETAIL, "g"))].map(([, field]) => field))
  return [ru[code], ...(fields.size === 0 ? [] : [[...fields].join(", ")])].join(": ")
}
