// Reasons that failures carry as English text, in Russian: whole sentences, and those with a part that varies.
//
// The packages that give them know one language; what stands here are their words. A reason that is not known, as those of
// DuckDB or of the operating system, stays as it is. Gotcha: `reasons.test.ts` holds these against the packages' sources.
import { messageLanguage } from "./strings.ts"

const noPermission = "нет прав: проверьте, кто владелец и каков режим доступа"
const again = "повторите ту же команду"

/** Sentences without a part that varies. */
export const sentences: Readonly<Record<string, string>> = {
  "the disk is full: make room and run the same command again": `диск полон: освободите место, ${again}`,
  "the disk quota is used up: make room and run the same command again": `квота диска кончилась: освободите место, ${again}`,
  "the file is larger than this disk or its quota takes": "файл больше, чем вмещает диск или его квота",
  "the disk is read-only: mount it for writing, or name another folder":
    "диск только для чтения: подключите его на запись или назовите другую папку",
  "no permission: check who owns it, and its mode": noPermission,
  "the disk reports an error: check the disk, then run the same command again": `диск сообщает об ошибке: проверьте его, ${again}`,
  "another program is using it: close that program and run the same command again": `им занята другая программа: закройте её, ${again}`,
  "too many files are open: raise the limit (ulimit -n)":
    "открыто слишком много файлов: поднимите предел (ulimit -n)",
  "too many files are open on this machine: close some programs":
    "на машине открыто слишком много файлов: закройте часть программ",
  "a part of the path is a file, not a folder": "часть пути — файл, а не папка",
  "it is a folder, not a file": "это папка, а не файл",
  "its symbolic links go in a circle": "его символические ссылки идут по кругу",
  "the path is too long": "путь слишком длинный",
  "it does not exist": "его нет",
  "its archive.json has gone: mount it or move it back, and run the same command again": `его archive.json пропал: подключите архив или верните на место, ${again}`,
  "the disk is full or read-only: make room and run the same command again": `диск полон или только для чтения: освободите место, ${again}`,
  "is UTF-16 text: save it as UTF-8": "это текст UTF-16: сохраните его как UTF-8",
  "is UTF-32 text: save it as UTF-8": "это текст UTF-32: сохраните его как UTF-8",
  "is not UTF-8 text but in another encoding, such as windows-1251: save it as UTF-8, or convert it from its encoding, as `iconv -f WINDOWS-1251 -t UTF-8` does":
    "это текст не в UTF-8, а в другой кодировке, например windows-1251: сохраните его как UTF-8 или перекодируйте, как делает `iconv -f WINDOWS-1251 -t UTF-8`",
  "is a ZIP archive: unpack it first": "это архив ZIP: сначала распакуйте его",
  "is a 7z archive: unpack it first": "это архив 7z: сначала распакуйте его",
  "is a RAR archive: unpack it first": "это архив RAR: сначала распакуйте его",
  "is compressed with xz: unpack it first": "сжато xz: сначала распакуйте",
  "is compressed with bzip2: unpack it first": "сжато bzip2: сначала распакуйте",
  "is compressed twice: unpack it once": "сжато дважды: распакуйте один раз",
  "begins with a megabyte of blanks: it is no reply": "начинается с мегабайта пробелов: это не ответ",
  "is a pipe, not a file: give its bytes through standard input, `… | chatledger import -`":
    "это канал, а не файл: подайте его байты на стандартный ввод, `… | chatledger import -`",
  "is made up by the system (/proc, /sys), not a saved file":
    "это создаёт сама система (/proc, /sys), а не сохранённый файл",
  "unpacks to more than 512 MiB and a hundred times its size: if it is what it should be, unpack it yourself and import that":
    "распаковывается больше чем в 512 МиБ и в сто раз: если так и должно быть, распакуйте сами и внесите то, что получится",
  "its name is not UTF-8 text: rename it, and import it then":
    "имя файла не в UTF-8: переименуйте его и внесите снова",
  "changed while it was being read: import it again once it is complete":
    "изменился, пока его читали: внесите его снова, когда он будет готов",
  "is empty: a reply is at least `[]`": "пусто: ответ — это хотя бы `[]`",
  "is HTML or XML, not a reply: a web page may have been saved instead":
    "это HTML или XML, а не ответ: возможно, вместо него сохранили веб-страницу",
  "is no reply: a reply is a list of records, `[ … ]`, or one record a line":
    "это не ответ: ответ — список записей, `[ … ]`, или по записи в строке",
  "is a folder: name the files in it": "это папка: назовите файлы в ней",
  "nothing in it says its direction: add --journal incoming, outgoing or history":
    "по нему не понять направление: добавьте --journal incoming, outgoing или history",
  "its modification time is no time from 1970 on: add --requested-at":
    "время его изменения — не время с 1970 года: добавьте --requested-at",
  "it is empty: write a row of headings and a row per person":
    "пусто: нужна строка заголовков и по строке на человека",
  "it is empty: write an id and a name in every row": "пусто: напишите id и имя в каждой строке",
  "it is no workbook that can be read: save it again as .xlsx, or as CSV":
    "эта книга не читается: сохраните её заново как .xlsx или как CSV",
  "it is a workbook of an old or a locked kind: save it as .xlsx without a password, or as CSV":
    "это книга старого вида или под паролем: сохраните её как .xlsx без пароля или как CSV",
  "there is no query": "нет запроса",
  "the query holds a zero character: take it out": "в запросе есть нулевой символ: уберите его",
  "one query at a time, and it has to be a SELECT: this text holds something else too":
    "запрос один за раз, и это должен быть SELECT: здесь есть и что-то ещё",
  "the query is too long, or nested too deeply": "запрос слишком длинный или слишком глубоко вложен",
  "is a folder": "— это папка",
  "nobody answers at this address": "по этому адресу никто не отвечает",
  "the name of the server cannot be resolved": "имя сервера не находится",
  "there is no network, or no way to the server": "нет сети или пути к серверу",
  "the server cannot be reached in time": "до сервера не дойти за разумное время",
  "the connection was broken off": "соединение оборвалось",
  "the server does not speak TLS there (is apiUrl https where it has to be http?)":
    "сервер не говорит там по TLS (в apiUrl https там, где нужен http?)",
  "its certificate is not trusted": "его сертификату нет доверия",
  "its certificate is not trusted (a CA of your own stands in a file that NODE_EXTRA_CA_CERTS names)":
    "его сертификату нет доверия (файл со своим центром сертификации называет NODE_EXTRA_CA_CERTS)",
  "its certificate has expired or is not valid yet (set the clock of this machine if it is wrong)":
    "его сертификат истёк или ещё не действует (поправьте часы этой машины, если они неверны)",
  "its certificate is for another name (compare apiUrl with the console)":
    "его сертификат выдан на другое имя (сравните apiUrl с консолью)",
  "the proxy wants a user and a password (407), as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT":
    "прокси требует имя и пароль (407), как в HTTPS_PROXY=http://ИМЯ:ПАРОЛЬ@ХОСТ:ПОРТ",
  "the proxy refuses the way there (ask who runs it, or name the host of apiUrl in NO_PROXY)":
    "прокси туда не пускает (спросите его владельца или назовите хост из apiUrl в NO_PROXY)",
  "the proxy cannot be reached (correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY)":
    "до прокси не дойти (исправьте HTTPS_PROXY или HTTP_PROXY или назовите хост из apiUrl в NO_PROXY)",
  "the connection through the proxy was broken off (correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY)":
    "соединение через прокси оборвалось (исправьте HTTPS_PROXY или HTTP_PROXY или назовите хост из apiUrl в NO_PROXY)",
  "what comes through the proxy is not the service (correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY)":
    "через прокси приходит не сервис (исправьте HTTPS_PROXY или HTTP_PROXY или назовите хост из apiUrl в NO_PROXY)",
  "what came back is not HTTP": "пришёл не HTTP",
  "the connection failed": "соединение не удалось",
  "its compression is cut or damaged": "его сжатие обрезано или повреждено",
  "no format was asked for": "формат не назван",
  "--requested-at must be a time from 1970 to the year 9999": "--requested-at — это время с 1970 по 9999 год",
  "--minutes must be a whole number, from 0 on": "--minutes — целое число от 0",
  "no such file, or no saved replies in this folder":
    "такого файла нет, или в этой папке нет сохранённых ответов",
  "its first line is no valid list of facts": "его первая строка — не верный список сведений",
  "it holds the facts of another snapshot": "в нём сведения о другом ответе",
  "its index, and at least one snapshot": "его оглавление и хотя бы один ответ",
  "its first line has no end": "его первая строка не кончается",
  "it is a page (HTML), not a reply of the service: ask getGroupData again, and save the reply":
    "это страница (HTML), а не ответ сервиса: повторите getGroupData и сохраните ответ",
  "the reply is cut off, and no member of it is whole: ask getGroupData again, and save the reply":
    "ответ оборван, и ни одного участника в нём целиком нет: повторите getGroupData и сохраните ответ",
  "it tells of nobody: save a reply of getGroupData, whose participants are the members":
    "в нём никого нет: сохраните ответ getGroupData, где participants — участники группы",
  "it ends before the body": "он кончается раньше, чем сам ответ",
  "the body is not the one that was kept (sha256 differs)": "ответ не тот, что сохраняли (sha256 другой)",
  "what was written reads back as something else: check the disk, nothing has been changed":
    "записанное читается иначе: проверьте диск, ничего не изменено"
}

/** Sentences with parts that vary, and what stands for them; `$1` is the first part. */
export const patterns: ReadonlyArray<readonly [RegExp, string]> = [
  [/^the system says (\S+)$/, "система говорит $1"],
  [
    /^row (\d+) has no heading for the id: .*$/,
    "в строке $1 нет заголовка для id: назовите столбец «телефон» или id, а другой — «имя»"
  ],
  [
    /^row (\d+) has no heading for the name: .*$/,
    "в строке $1 нет заголовка для имени: назовите столбец «имя» или name"
  ],
  [
    /^row (\d+) has a name, and no id: .*$/,
    "в строке $1 есть имя, но нет id: напишите id или номер телефона"
  ],
  [
    /^row (\d+): this is neither an id .*$/,
    "строка $1: это не id (…@c.us, …@g.us, …@lid) и не номер телефона с кодом страны"
  ],
  [
    /^rows (\d+) and (\d+)(?: of sheet ".*")? give one id two names: .*$/,
    "строки $1 и $2 дают одному id два имени: оставьте то, которое хотите видеть"
  ],
  [
    /^row (\d+)(, column "(.*)")?: a spreadsheet has shortened this number .*$/,
    "строка $1: таблица сократила номер (1,2E+10): сделайте столбец текстовым и напишите номер целиком"
  ],
  [
    /^row (\d+) has ids of different people \((.*)\): leave all but one out$/,
    "в строке $1 — id разных людей ($2): оставьте один столбец"
  ],
  [
    /^row (\d+), column "(.*)": this is neither a phone number .*$/,
    "строка $1, столбец «$2»: это не номер телефона с кодом страны и не id (…@c.us, …@lid)"
  ],
  [
    /^row (\d+), column (.*): the cell is empty, and a person needs an id$/,
    "строка $1, столбец $2: ячейка пуста, а человеку нужен id"
  ],
  [/^row (\d+): a quotation mark is not closed$/, "строка $1: кавычка не закрыта"],
  [/^holds (\d+) bytes, and a key has (\d+) at least$/, "содержит байт: $1, а в ключе их не меньше $2"],
  [/^is larger than (\d+) bytes$/, "больше $1 байт"],
  [/^there is no statistic (.*): did you mean (.*)\?$/, "нет статистики $1: может быть, $2?"],
  [
    /^there is no statistic (.*): `chatledger stats` lists them$/,
    "нет статистики $1: список даёт `chatledger stats`"
  ],
  [/^(\S+) is about a moment: say which, with (.*)$/, "$1 — о моменте: скажите о каком, через $2"],
  [/^(\S+) has no parameter (.*): it has none$/, "у $1 нет параметра $2: параметров у неё нет"],
  [/^(\S+) has no parameter (.*): it has (.*)$/, "у $1 нет параметра $2: есть $3"],
  [/^(\S+) has (\$\S+(?:, \$\S+)*): give it with --param (\S+)$/, "у $1 есть $2: задайте через --param $3"],
  [/^the folder (.*) holds no file that ends in \.sql$/, "в папке $1 нет файлов с окончанием .sql"],
  [
    /^(.*) has the name of a statistic that is there already: give it another$/,
    "$1 назван как статистика, которая уже есть: дайте другое имя"
  ],
  [
    /^"(.*)" cannot name a file: use letters, digits, _ and -$/,
    "«$1» не годится в имя файла: нужны буквы, цифры, _ и -"
  ],
  [
    /^the query took more than (\d+) MB of memory and was stopped: .*$/,
    "запросу понадобилось больше $1 МБ памяти, и он остановлен: больше разрешает --max-memory"
  ],
  [
    /^the query took more than (\d+) MB on the disk and was stopped: .*$/,
    "запросу понадобилось больше $1 МБ на диске, и он остановлен: больше разрешает --max-disk"
  ],
  [
    /^the query ran longer than (.*) and was stopped: .*$/,
    "запрос шёл дольше $1 и остановлен: больше разрешает --max-time"
  ],
  [
    /^the process of the query ended by itself \((.*)\): .*$/,
    "процесс запроса завершился сам ($1): запрос слишком велик для DuckDB, или не хватает памяти"
  ],
  [
    /^archive\.json is damaged: restore it from a backup; it says (.*)$/s,
    "archive.json повреждён: восстановите его из копии; в нём должно быть $1"
  ],
  [
    /^its format is version (.*), and this program reads versions 1 to 3: use a newer program$/,
    "его формат — версии $1, а эта программа читает версии от 1 до 3: возьмите программу новее"
  ],
  [/^is a (?:device|socket), not a file$/, "это устройство или сокет, а не файл"],
  [
    /^it is a (?:pipe|device|socket|file of the system), not a (?:file|snapshot)$/,
    "это не файл: канал, устройство, сокет или создано самой системой"
  ],
  [
    /^holds more than 16 MiB of nothing but blanks and zeros from byte (\d+) on: .*$/,
    "с байта $1 больше 16 МиБ одних пробелов и нулей: оставьте то, что до них, `head -c $1`, и внесите это"
  ],
  [
    /^is no reply: none of its (\d+) records has a `typeMessage` \(webhooks are none\)$/,
    "это не ответ: ни в одной из записей ($1) нет `typeMessage` (вебхуки — не ответы)"
  ],
  [
    /^is no reply: it holds an object, .*$/,
    "это не ответ: в нём объект, а ответ — список записей с `typeMessage` (вебхуки — не ответы)"
  ],
  [
    /^it was compressed with a window of more than 128 MiB, which is not supported(?:: (.*))?$/,
    "сжато с окном больше 128 МиБ, такое не читается: распакуйте через `zstd -d --long=31` и внесите то, что получится"
  ],
  [
    /^more than 1000 frames in a row hold nothing(?:: save it again)?$/,
    "подряд больше 1000 пустых кадров: сохраните его заново"
  ],
  [/^the compressed data is cut(: save it again)?$/, "сжатые данные обрезаны: сохраните их заново"],
  [
    /^bytes follow the compressed data(: save it again)?$/,
    "за сжатыми данными есть лишние байты: сохраните их заново"
  ],
  [/^nothing came for (.*)$/, "ничего не приходило $1"]
]

/** Ends that hold a reason again. */
const nested: ReadonlyArray<readonly [RegExp, string]> = [
  [/^it cannot be read: (.*)$/s, "не читается: "],
  [/^it cannot be read, (.*)$/s, "не читается, "],
  [/^cannot be read \((.*)\)$/s, "не читается: "],
  [/^no temporary file could be written for it: (.*)$/s, "для него не записать временный файл: "]
]

/** A reason in Russian, as far as it is known. */
export const reasonIn = (reason: string): string => {
  const sentence = sentences[reason]
  if (sentence !== undefined) return sentence
  for (const [pattern, before] of nested) {
    const inner = pattern.exec(reason)?.[1]
    if (inner !== undefined) return before + reasonIn(inner)
  }
  const [, sheet, inSheet] = /^sheet "(.*?)", (row .*)$/.exec(reason) ?? []
  if (inSheet !== undefined) return `лист «${sheet}», ${reasonIn(inSheet)}`
  const found = patterns.find(([pattern]) => pattern.test(reason))
  return found === undefined ? reason : reason.replace(found[0], found[1])
}

/** A reason in the language of messages. */
export const reasonWords = (reason: string): string => (messageLanguage === "ru" ? reasonIn(reason) : reason)
