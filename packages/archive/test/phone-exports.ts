// Chats as phones export them, and the ZIP files that they make of them.
import * as Zlib from "node:zlib"

const lrm = "\u200e"

/** Android, 24 hours, day first, Russian. */
export const android = [
  "28.02.2025, 23:58 - Сообщения и звонки защищены сквозным шифрованием.",
  "28.02.2025, 23:58 - Вера создала группу «Сад: весна»",
  "28.02.2025, 23:59 - Вера: завтра сажаем?",
  "лук",
  "",
  "и чеснок",
  "01.03.2025, 00:04 - ~ Павел: <Без медиафайлов>",
  "01.03.2025, 00:05 - +7 905 000-00-02: IMG-20250301-WA0003.jpg (файл добавлен)",
  "грядка: вид сверху",
  "01.03.2025, 00:06 - Вера: Данное сообщение удалено",
  "01.03.2025, 00:07 - Вера: да, в 10: у калитки <Сообщение изменено>",
  ""
].join("\n")

/** iPhone, 12 hours, month first, English, with its marks and narrow spaces. */
export const iphone = [
  `${lrm}[4/11/25, 9:41:07\u202fPM] Garden: ${lrm}Messages and calls are end-to-end encrypted.`,
  `[4/11/25, 9:41:30\u202fPM] Vera: tea?`,
  `${lrm}[4/12/25, 12:00:01\u202fAM] Pavel: the beds ${lrm}image omitted`,
  `${lrm}[4/12/25, 12:00:09\u202fAM] Vera: ${lrm}<attached: 00000004-AUDIO-2025-04-12-00-00-09.opus>`,
  `${lrm}[4/13/25, 12:30:00\u202fPM] Vera: ${lrm}Missed voice call`,
  ""
].join("\r\n")

/** A ZIP file with one text and a file beside it. */
export const zipOf = (
  name: string,
  text: string,
  { isStored = false, beside = "IMG-0001.jpg" } = {}
): Buffer => {
  const files = [
    [beside, Buffer.from([0xff, 0xd8, 0xff])],
    [name, Buffer.from(text)]
  ] as const
  const [locals, list]: [Array<Buffer>, Array<Buffer>] = [[], []]
  let at = 0
  for (const [file, plain] of files) {
    const packed = isStored ? plain : Zlib.deflateRawSync(plain)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(isStored ? 0 : 8, 4)
    head.writeUInt32LE(Zlib.crc32(plain), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(plain.length, 18)
    head.writeUInt16LE(Buffer.byteLength(file), 22)
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, Buffer.from(file), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    list.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), head, rest, Buffer.from(file)]))
    locals.push(local)
    at += local.length
  }
  const entries = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, entries, Buffer.from("PK\u0005\u0006"), end])
}
