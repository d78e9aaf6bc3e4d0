import type { NoFileKind } from "@chatledger/archive"
import type { storeReasons as en } from "../en/store-reasons.ts"
import { reasonsIn } from "../reason.ts"

const again = "повторите ту же команду"
const save = "сохраните его как UTF-8"

const kinds: Readonly<Record<NoFileKind, string>> = {
  pipe: "канал",
  socket: "сокет",
  device: "устройство",
  system_file: "системный файл"
}

/** What to do about damaged compressed data. */
const withAdvice = (code: string, text: string) =>
  code === "compression_window"
    ? `${text}: распакуйте через \`zstd -d --long=31\` и импортируйте результат`
    : `${text}: сохраните его заново`

export const storeReasons: typeof en = {
  EACCES: () => "нет прав: проверьте владельца и права доступа",
  EBUSY: () => `им занята другая программа: закройте её и ${again}`,
  EDQUOT: () => `дисковая квота исчерпана: освободите место и ${again}`,
  EFBIG: () => "файл слишком велик для этого диска или его квоты",
  EIO: () => `диск сообщает об ошибке: проверьте его и ${again}`,
  EISDIR: () => "это папка, а не файл",
  ELOOP: () => "его символические ссылки замкнуты в кольцо",
  EMFILE: () => "открыто слишком много файлов: увеличьте предел (ulimit -n)",
  ENAMETOOLONG: () => "путь слишком длинный",
  ENFILE: () => "на этом компьютере открыто слишком много файлов: закройте часть программ",
  ENOENT: () => "файл или папка не существует",
  ENOSPC: () => `диск заполнен: освободите место и ${again}`,
  ENOTDIR: () => "часть пути — файл, а не папка",
  EROFS: () => "диск только для чтения: подключите его на запись или укажите другую папку",
  archive_gone: () => `archive.json не найден: подключите архив или верните его на место и ${again}`,
  archive_json_damaged: () =>
    'archive.json повреждён: восстановите его из резервной копии; в нём должно быть {"format":"chatledger-archive","version":1}',
  archive_version: ({ version }) =>
    `версия его формата — ${version}, а эта программа читает версии от 1 до 6: обновите chatledger`,
  blanks_only: () => "начинается с мегабайта пробелов: это не ответ",
  byte_changed: () => "изменился байт, не влияющий на содержание",
  cannot_be_read: ({ why }) => `не удалось прочитать, ${reasonsIn(storeReasons)(why)}`,
  changed_meanwhile: () => "изменился во время чтения: импортируйте его снова, когда он будет готов",
  compressed_twice: () => "сжато дважды: распакуйте один раз",
  compression: ({ why }) => withAdvice(why.code, reasonsIn(storeReasons)(why)),
  compression_cut: () => "сжатые данные обрезаны",
  compression_damaged: ({ detail }) => `сжатые данные повреждены (${detail})`,
  compression_dictionary: () => "сжато со словарём, это не поддерживается",
  compression_empty_frames: () => "подряд больше 1000 пустых кадров",
  compression_followed: () => "после сжатых данных есть лишние байты",
  compression_not_zstd: ({ at }) =>
    `с байта ${at} кадр zstd не начинается: после сжатых данных есть лишние байты, или они повреждены`,
  compression_window: () => "сжато с окном больше 128 МиБ, это не поддерживается",
  direction_unknown: () =>
    "не удалось определить направление: добавьте --journal incoming, outgoing или history",
  not_of_calls: () =>
    "содержит сообщения, а не только звонки: уберите --journal или укажите журнал, из которого получен файл",
  empty_file: () => "пусто: ответ — это хотя бы `[]`",
  empty_stretch: ({ from }) =>
    `с байта ${from} больше 16 МиБ одних пробелов и нулей: оставьте часть до них командой \`head -c ${from}\` и импортируйте её`,
  ends_before_body: () => "он заканчивается до начала ответа",
  facts_invalid: () => "метаданные ответа неверны, это ошибка в программе: пожалуйста, сообщите о ней",
  facts_of_another: () => "в нём метаданные другого ответа",
  facts_unclosed: () => "его первая строка не завершена",
  facts_unreadable: () => "в его первой строке нет правильных метаданных",
  folder: () => "это папка: укажите файлы в ней",
  hash_differs: () => "ответ отличается от сохранённого (sha256 не совпадает)",
  index_and_snapshots: () => "его индекс и хотя бы один ответ",
  index_changed: () => "его индекс изменён; ответы найдены без него",
  index_facts_changed: () => "метаданные в его индексе изменены; ответы читаются без него",
  index_header_changed: () => "заголовок его индекса изменён",
  instance_id_invalid: ({ given }) =>
    `\`${given}\` — не инстанс: в --instance указывают idInstance, например 1101000001`,
  is_html: () => "это HTML или XML, а не ответ: возможно, вместо него сохранили веб-страницу",
  larger_than_any: ({ method }) => `больше любого ответа ${method}`,
  minutes_invalid: () => "--minutes должно быть целым числом от 0",
  name_not_utf8: () => "имя файла не в UTF-8: переименуйте его, затем импортируйте",
  no_entry_ids: ({ method }) => `это не ответ ${method}: ни в одной записи нет id`,
  no_file: ({ kind }) => `это ${kinds[kind]}, а не файл`,
  no_snapshot: ({ kind }) => `это ${kinds[kind]}, а не ответ`,
  no_temporary_file: ({ why }) => `не удалось записать временный файл: ${reasonsIn(storeReasons)(why)}`,
  no_notifications: () => "здесь нет уведомлений: ни в одной записи нет `typeWebhook`",
  of_other_instances: ({ instances }) =>
    `здесь уведомления только других инстансов (${instances.join(", ")}): укажите нужный в --instance`,
  no_types: ({ records }) => `это не ответ: ни в одной из записей (${records}) нет \`typeMessage\``,
  not_found: () => "такого файла нет, или в этой папке нет сохранённых ответов",
  not_list: () => "это не ответ: ответ — список записей, `[ … ]`, или по записи в строке",
  not_utf8: () =>
    `это текст не в UTF-8, а в другой кодировке, например windows-1251: ${save} или перекодируйте, например командой \`iconv -f WINDOWS-1251 -t UTF-8\``,
  object_not_list: () => "это не ответ: в нём объект, а ответ — список записей с `typeMessage`",
  one_record: () => "в нём одна запись, а не список: возьмите её в скобки, `[ … ]`",
  packed: ({ as }) =>
    as === "xz" || as === "bzip2"
      ? `сжато ${as}: сначала распакуйте`
      : `это архив ${as}: сначала распакуйте его`,
  phone_chat_missing: () =>
    "это чат, экспортированный с телефона, и в нём не сказано, какой: укажите его chatId, например --chat 79001234567@c.us",
  phone_chat_unfit: ({ given }) =>
    `\`${given}\` — не чат: в --chat указывают chatId, например 120363000000000001@g.us, или, для личного чата, номер телефона с кодом страны`,
  phone_date_order: ({ example }) =>
    `${example} — это день/месяц или месяц/день, и файлу подходит и то и другое: укажите --date-order dmy или --date-order mdy`,
  phone_date_unfit: ({ example, order }) =>
    `при --date-order ${order} дня ${example} не бывает: укажите ${order === "dmy" ? "mdy" : "dmy"} или проверьте файл`,
  phone_journal_given: () => "это чат, экспортированный с телефона, а не ответ журнала: уберите --journal",
  phone_no_messages: () => "это чат, экспортированный с телефона, но сообщений в нём нет",
  phone_not_found: () =>
    "нет чата, экспортированного с телефона: укажите .txt или .zip с одним .txt, который сделал «Экспорт чата»; для ответов журнала уберите --chat",
  phone_too_large: () => "файл больше любого чата, который экспортирует телефон (64 МиБ)",
  phone_zone_missing: () =>
    "это чат, экспортированный с телефона, и время в нём без пояса: укажите пояс телефона, например --tz Europe/Moscow",
  phone_zone_unknown: ({ given }) =>
    `\`${given}\` — не часовой пояс: в --tz указывают имя IANA, например Europe/Moscow`,
  pipe: () => "это канал, а не файл: используйте стандартный ввод, `… | chatledger import -`",
  requested_at_invalid: () => "--requested-at должно быть временем с 1970 по 9999 год",
  system: ({ detail }) => `система сообщила ${detail}`,
  system_file: () => "это системный файл (/proc, /sys), а не сохранённый ответ",
  time_of_file_invalid: () => "время его изменения раньше 1970 года: добавьте --requested-at",
  unknown: ({ detail }) => detail,
  unpacks_too_large: () =>
    "распаковывается больше чем в 512 МиБ и в сто раз больше исходного: если вы ему доверяете, распакуйте его сами и импортируйте результат",
  utf16: () => `это текст UTF-16: ${save}`,
  utf32: () => `это текст UTF-32: ${save}`,
  zip_encrypted: () => "это зашифрованный архив ZIP: распакуйте его и импортируйте текст",
  zip_of_several_chats: () =>
    "это архив ZIP с несколькими текстами, каждый из которых может быть чатом: распакуйте его и импортируйте каждый текст со своим --chat",
  written_otherwise: () => "записанные данные читаются иначе: проверьте диск; ничего не изменено"
}
