import type { NoFileKind } from "@chatledger/archive"
import type { storeReasons as en } from "../en/store-reasons.ts"
import { reasonsIn } from "../reason.ts"

const again = "повторите ту же команду"
const save = "сохраните его как UTF-8"

const kinds: Readonly<Record<NoFileKind, string>> = {
  pipe: "канал",
  socket: "сокет",
  device: "устройство",
  system_file: "файл самой системы"
}

/** What helps against compressed data that is damaged. */
const withAdvice = (code: string, text: string) =>
  code === "compression_window"
    ? `${text}: распакуйте через \`zstd -d --long=31\` и внесите то, что получится`
    : `${text}: сохраните его заново`

export const storeReasons: typeof en = {
  EACCES: () => "нет прав: проверьте, кто владелец и каков режим доступа",
  EBUSY: () => `им занята другая программа: закройте её, ${again}`,
  EDQUOT: () => `квота диска кончилась: освободите место, ${again}`,
  EFBIG: () => "файл больше, чем вмещает диск или его квота",
  EIO: () => `диск сообщает об ошибке: проверьте его, ${again}`,
  EISDIR: () => "это папка, а не файл",
  ELOOP: () => "его символические ссылки идут по кругу",
  EMFILE: () => "открыто слишком много файлов: поднимите предел (ulimit -n)",
  ENAMETOOLONG: () => "путь слишком длинный",
  ENFILE: () => "на машине открыто слишком много файлов: закройте часть программ",
  ENOENT: () => "его нет",
  ENOSPC: () => `диск полон: освободите место, ${again}`,
  ENOTDIR: () => "часть пути — файл, а не папка",
  EROFS: () => "диск только для чтения: подключите его на запись или назовите другую папку",
  archive_gone: () => `его archive.json пропал: подключите архив или верните на место, ${again}`,
  archive_json_damaged: () =>
    'archive.json повреждён: восстановите его из копии; в нём должно быть {"format":"chatledger-archive","version":1}',
  archive_version: ({ version }) =>
    `его формат — версии ${version}, а эта программа читает версии от 1 до 3: возьмите программу новее`,
  blanks_only: () => "начинается с мегабайта пробелов: это не ответ",
  byte_changed: () => "изменился байт, от которого содержание не меняется",
  cannot_be_read: ({ why }) => `не читается, ${reasonsIn(storeReasons)(why)}`,
  changed_meanwhile: () => "изменился, пока его читали: внесите его снова, когда он будет готов",
  compressed_twice: () => "сжато дважды: распакуйте один раз",
  compression: ({ why }) => withAdvice(why.code, reasonsIn(storeReasons)(why)),
  compression_cut: () => "сжатые данные обрезаны",
  compression_damaged: ({ says }) => `сжатые данные повреждены (${says})`,
  compression_dictionary: () => "сжато со словарём, такое не читается",
  compression_empty_frames: () => "подряд больше 1000 пустых кадров",
  compression_followed: () => "за сжатыми данными есть лишние байты",
  compression_not_zstd: ({ at }) =>
    `с байта ${at} кадр zstd не начинается: за сжатыми данными есть лишние байты, или они повреждены`,
  compression_window: () => "сжато с окном больше 128 МиБ, такое не читается",
  direction_unknown: () => "по нему не понять направление: добавьте --journal incoming, outgoing или history",
  empty_file: () => "пусто: ответ — это хотя бы `[]`",
  empty_stretch: ({ from }) =>
    `с байта ${from} больше 16 МиБ одних пробелов и нулей: оставьте то, что до них, \`head -c ${from}\`, и внесите это`,
  ends_before_body: () => "он кончается раньше, чем сам ответ",
  facts_invalid: () => "сведения о снимке неверны, это ошибка в программе: сообщите о ней, пожалуйста",
  facts_of_another: () => "в нём сведения о другом ответе",
  facts_unclosed: () => "его первая строка не кончается",
  facts_unreadable: () => "его первая строка — не верный список сведений",
  folder: () => "это папка: назовите файлы в ней",
  hash_differs: () => "ответ не тот, что сохраняли (sha256 другой)",
  index_and_snapshots: () => "его оглавление и хотя бы один ответ",
  index_changed: () => "его оглавление не то, что записали; ответы в нём найдены и без него",
  index_facts_changed: () =>
    "сведения об ответах в его оглавлении не те, что записали; ответы читаются и без них",
  index_header_changed: () => "заголовок его оглавления не тот, что записали",
  instance_id_invalid: ({ given }) =>
    `\`${given}\` — не инстанс: в --instance пишут idInstance, например 1101000001`,
  is_html: () => "это HTML или XML, а не ответ: возможно, вместо него сохранили веб-страницу",
  larger_than_any: ({ method }) => `больше любого ответа ${method}`,
  minutes_invalid: () => "--minutes — целое число от 0",
  name_not_utf8: () => "имя файла не в UTF-8: переименуйте его и внесите снова",
  no_entry_ids: ({ method }) => `это не ответ ${method}: ни в одной записи нет id`,
  no_file: ({ kind }) => `это ${kinds[kind]}, а не файл`,
  no_snapshot: ({ kind }) => `это ${kinds[kind]}, а не ответ`,
  no_temporary_file: ({ why }) => `для него не записать временный файл: ${reasonsIn(storeReasons)(why)}`,
  no_types: ({ records }) =>
    `это не ответ: ни в одной из записей (${records}) нет \`typeMessage\` (вебхуки — не ответы)`,
  not_found: () => "такого файла нет, или в этой папке нет сохранённых ответов",
  not_list: () => "это не ответ: ответ — список записей, `[ … ]`, или по записи в строке",
  not_utf8: () =>
    `это текст не в UTF-8, а в другой кодировке, например windows-1251: ${save} или перекодируйте, как делает \`iconv -f WINDOWS-1251 -t UTF-8\``,
  object_not_list: () =>
    "это не ответ: в нём объект, а ответ — список записей с `typeMessage` (вебхуки — не ответы)",
  one_record: () => "в нём одна запись, а не список: возьмите её в скобки, `[ … ]`",
  packed: ({ as }) =>
    as === "xz" || as === "bzip2"
      ? `сжато ${as}: сначала распакуйте`
      : `это архив ${as}: сначала распакуйте его`,
  pipe: () => "это канал, а не файл: подайте его байты на стандартный ввод, `… | chatledger import -`",
  requested_at_invalid: () => "--requested-at — это время с 1970 по 9999 год",
  system: ({ says }) => `система говорит ${says}`,
  system_file: () => "это создаёт сама система (/proc, /sys), а не сохранённый файл",
  time_of_file_invalid: () => "время его изменения — не время с 1970 года: добавьте --requested-at",
  unknown: ({ says }) => says,
  unpacks_too_large: () =>
    "распаковывается больше чем в 512 МиБ и в сто раз: если так и должно быть, распакуйте сами и внесите то, что получится",
  utf16: () => `это текст UTF-16: ${save}`,
  utf32: () => `это текст UTF-32: ${save}`,
  written_otherwise: () => "записанное читается иначе: проверьте диск, ничего не изменено"
}
