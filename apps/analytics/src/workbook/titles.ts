// Titles of sheets and headers in XLSX. English has the documented names of columns; Russian has words.
//
// CSV and Parquet keep the documented names in every language. A column without a title here keeps its name: one
// that a table got lately, or that a query made.
import type { TableName } from "../sql-files.ts"
import type { Locale } from "./wording.ts"

export interface Titles {
  readonly tables: Partial<Readonly<Record<TableName, { readonly title: string; readonly comment: string }>>>
  readonly columns: Readonly<Record<string, string | undefined>>
}

const ru: Titles = {
  tables: {
    messages: {
      title: "Сообщения",
      comment: "Строка — сообщение или событие чата в последнем известном виде"
    },
    chats: { title: "Чаты", comment: "Строка — чат; считаются сообщения, а не события о них" },
    senders: {
      title: "Отправители",
      comment: "Строка — отправитель; считаются сообщения, а не события о них"
    },
    people: {
      title: "Люди",
      comment: "Строка — id человека; id одного человека соединены по данным, а не по имени"
    },
    reactions: { title: "Реакции", comment: "Строка — реакция: поставлена, изменена или снята" },
    polls: { title: "Опросы", comment: "Строка — опрос" },
    poll_options: { title: "Варианты опросов", comment: "Строка — вариант ответа в опросе" },
    poll_votes: {
      title: "Голоса",
      comment: "Строка — выбранный вариант одного обновления голоса; без варианта — голос отозван"
    },
    media: { title: "Файлы", comment: "Строка — сообщение с файлом" },
    link_previews: { title: "Ссылки", comment: "Строка — текст с предпросмотром ссылки или рекламой" },
    locations: { title: "Места", comment: "Строка — место, которым поделились" },
    contacts: { title: "Контакты", comment: "Строка — контакт, которым поделились" },
    quotes: { title: "Цитаты", comment: "Строка — сообщение с цитатой" },
    message_revisions: {
      title: "Правки сообщений",
      comment: "Строка — состояние сообщения, которое видели; новая ссылка на файл не в счёт"
    },
    snapshots: {
      title: "Ответы журналов",
      comment: "Строка — сохранённый ответ: что спросили, когда и что пришло"
    },
    coverage: {
      title: "Покрытие",
      comment: "Строка — промежуток журнала: что запросили вовремя, а что нет"
    },
    issues: { title: "Замечания", comment: "Строка — запись или поле, которые не подошли" }
  },
  columns: {
    address: "Адрес",
    alias: "Другое имя",
    asked_at: "Задан",
    asked_by: "Id задавшего",
    asked_by_name: "Кто задал",
    byte_count: "Байт",
    caption: "Подпись",
    chat_id: "Id чата",
    chat_ids: "Id чатов",
    chat_name: "Чат",
    chat_state: "Состояние чата",
    chat_type: "Тип чата",
    code: "Код",
    contact_index: "Номер контакта",
    deleted_message_id: "Id удаления",
    description: "Описание",
    detail: "Подробности",
    direction: "Направление",
    display_name: "Имя контакта",
    download_url: "Ссылка на файл",
    edited_message_id: "Id правки",
    emoji: "Эмодзи",
    emoji_base: "Эмодзи без оттенка",
    evidence: "Откуда известно",
    extra: "Прочие поля",
    file_name: "Имя файла",
    first_message_at: "Первое сообщение",
    first_seen_at: "Впервые увидено",
    forwarding_score: "Пересылок",
    from_at: "С",
    groups: "Группы",
    id: "Id",
    instance_id: "Инстанс",
    is_animated: "Анимация",
    is_content: "Сообщение, не событие",
    is_current: "Действует",
    is_deleted: "Удалено",
    is_edited: "Изменено",
    is_forwarded: "Переслано",
    is_listed: "Есть в списке",
    is_seen: "Сам опрос известен",
    is_video_note: "Видеосообщение",
    journal: "Журнал",
    kind: "Вид записи",
    jpeg_thumbnail: "Миниатюра",
    last_message_at: "Последнее сообщение",
    last_seen_at: "Увидено в последний раз",
    latitude: "Широта",
    longitude: "Долгота",
    lost_at: "Пропадёт",
    mark_message_id: "Id правки или удаления",
    media_type: "Вид файла",
    message_count: "Сообщений",
    message_id: "Id сообщения",
    mime_type: "Тип MIME",
    minutes: "За сколько минут",
    multiple_answers: "Несколько ответов",
    name: "Имя",
    name_location: "Место",
    newest_sent_at: "Самое новое сообщение",
    observed_at: "Когда видели",
    oldest_sent_at: "Самое старое сообщение",
    option_index: "Номер варианта",
    option_name: "Вариант",
    order_in_second: "Порядок в секунде",
    origin: "Откуда",
    person_id: "Id человека",
    phone_numbers: "Телефоны",
    poll_message_id: "Id опроса",
    poll_name: "Опрос",
    position: "Место в ответе",
    preview_type: "Вид предпросмотра",
    quoted_download_url: "Ссылка на файл цитаты",
    quoted_file_name: "Имя файла цитаты",
    quoted_jpeg_thumbnail: "Миниатюра цитаты",
    quoted_message_id: "Id цитируемого",
    quoted_mime_type: "Тип MIME цитаты",
    quoted_participant: "Id автора цитируемого",
    quoted_participant_name: "Автор цитируемого",
    quoted_payload: "Цитата целиком",
    quoted_text: "Текст цитаты",
    quoted_type_message: "Тип цитируемого",
    raw: "Как было прислано",
    reacted_at: "Когда поставлена",
    reactor_id: "Id реагирующего",
    reactor_name: "Кто реагирует",
    requested_at: "Когда запрошено",
    requested_at_is_guess: "Время — догадка",
    revision: "Правка",
    revision_count: "Состояний",
    send_by_api: "Через API",
    sender_contact_name: "Имя в контактах",
    sender_count: "Отправителей",
    sender_display_name: "Отправитель",
    sender_id: "Id отправителя",
    sender_name: "Имя отправителя",
    sent_at: "Отправлено",
    sequence: "Номер по порядку",
    sha256: "SHA-256",
    snapshot_id: "Ответ журнала",
    source_id: "Id источника",
    source_type: "Вид источника",
    source_url: "Ссылка источника",
    state: "Состояние",
    status_at: "Время статуса",
    status_message: "Статус",
    target_message_id: "На какое сообщение",
    target_participant: "Id автора того сообщения",
    target_participant_name: "Автор того сообщения",
    text: "Текст",
    thumbnail_url: "Ссылка на картинку",
    timestamp_at: "Время в записи",
    title: "Заголовок",
    to_at: "По",
    type_message: "Тип сообщения",
    vcard: "vCard",
    voted_at: "Когда голос",
    voter_id: "Id голосующего",
    voter_name: "Кто голосует"
  }
}

const titles: Readonly<Record<Locale, Titles>> = { en: { tables: {}, columns: {} }, ru }

/** The titles of a language; what has none keeps its usual name. */
export const titlesOf = (locale: Locale): Titles => titles[locale]
