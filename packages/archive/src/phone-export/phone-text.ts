// What a phone writes in place of a message: a file, a deletion, a call, an event of the group. English and Russian.
//
// Gotcha: the words differ between versions of the app. A wording that is not known here stays the text of a message.
import { MARKS } from "./phone-head.ts"

/** The kinds of entries in an exported chat. */
export type PhoneKind = "message" | "media" | "deleted" | "call" | "poll" | "system"

/** What the text of an entry says. */
export interface PhoneText {
  readonly kind: PhoneKind
  /** Text, or the caption of a file; undefined if there is none. */
  readonly text: string | undefined
  /** image, video, audio, sticker, document or contact; undefined if the export does not tell. */
  readonly mediaType: string | undefined
  /** Name of the file if it was exported too. */
  readonly fileName: string | undefined
  readonly isEdited: boolean
}

const outerMarks = new RegExp(`^[${MARKS}\\s]+|[${MARKS}\\s]+$`, "gu")
const anyMark = new RegExp(`[${MARKS}]`, "gu")
const trimmed = (text: string): string => text.replace(outerMarks, "")

const words: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:image|photo|изображение|фото)$/iu, "image"],
  [/^(?:video|video note|gif|видео|видеосообщение|видеозаметка)$/iu, "video"],
  [/^(?:audio|voice message|аудио|аудиофайл|голосовое сообщение)$/iu, "audio"],
  [/^(?:sticker|стикер)$/iu, "sticker"],
  [/^(?:document|документ)$/iu, "document"],
  [/^(?:contact card|карточка контакта|контакт)$/iu, "contact"]
]
const omittedKind =
  /(?:^|\s)(image|photo|video note|video|gif|audio|voice message|sticker|document|contact card) omitted$|(?:^|\s)(изображение|фото|видеосообщение|видеозаметка|видео|gif|аудиофайл|аудио|голосовое сообщение|стикер|документ|карточка контакта|контакт) (?:отсутству(?:е|ю)т|опущен[оаы]?|пропущен[оаы]?|не добавлен[оаы]?)$/iu
const omittedFile =
  /^<(?:Media omitted|Без медиафайлов|Медиафайлы? (?:пропущен|исключен|исключён|отсутству)[а-яё]*|Файл (?:пропущен|отсутствует))>/iu
const attachedInMarks = /<(?:attached|прикреплено|вложение|прикреплённый файл): ([^<>\n]{1,255})>/iu
const attachedInWords =
  /^([^\n]{1,255}?\.[\p{L}\p{N}]{1,8}) \((?:file attached|файл (?:добавлен|прикрепл[её]н)|прикрепл[её]нный файл)\)/iu
const edited = /\s*<(?:This message was edited|(?:Это )?сообщение (?:изменено|отредактировано))>$/iu
const deleted =
  /^(?:You deleted this message|This message was deleted(?: by admin[^\n]*)?|(?:Данное |Это )?сообщение (?:было )?удалено(?: админ[^\n]*)?|Вы удалили (?:данное |это )?сообщение)\.?$/iu
const call =
  /^(?:Missed |Пропущенный )?(?:group |групповой )?(?:voice call|video call|аудиозвонок|видеозвонок|звонок)(?:[,.\s]|$)/iu
/** What an iPhone writes behind a mark although somebody sent it. */
const sent =
  /^(?:Location|Местоположение|Геопозиция): https?:|^(?:Live location shared|Трансляция геоданных)|^(?:Waiting for this message|Ожидание (?:этого )?сообщения)/iu
const poll = /^(?:POLL|ОПРОС):(?:\s|$)/u
const event =
  /changed (?:the|this|their|to)|created (?:group|community|this)|(?:pinned|deleted) a message|security code|end-to-end encrypted|turned (?:on|off)|изменил[аи]?\s|создал[аи]?\s|закрепил[аи]?\s|код безопасности|защищены|добавил[аи]?\s/iu

/** True for the start of a line about an event that contains a colon, which therefore does not begin with a sender. */
export const isEventStart = (start: string): boolean => /["“”«»]/u.test(start) && event.test(start)

const byEnding: ReadonlyArray<readonly [RegExp, string]> = [
  [/^STK-|STICKER|\.webp$/iu, "sticker"],
  [/\.(?:jpe?g|png|heic|gif)$/iu, "image"],
  [/\.(?:mp4|mov|3gp|avi|mkv|webm)$/iu, "video"],
  [/\.(?:opus|m4a|mp3|aac|ogg|amr|wav)$/iu, "audio"],
  [/\.vcf$/iu, "contact"]
]
const typeOfFile = (name: string): string => byEnding.find(([ending]) => ending.test(name))?.[1] ?? "document"
const typeOfWord = (word: string): string | undefined => words.find(([named]) => named.test(word))?.[1]

const plain: Pick<PhoneText, "fileName" | "isEdited" | "mediaType"> = {
  fileName: undefined,
  isEdited: false,
  mediaType: undefined
}
const filled = (text: string): string | undefined => (text === "" ? undefined : text)

const media = (text: string): PhoneText | undefined => {
  const named = attachedInMarks.exec(text) ?? attachedInWords.exec(text)
  if (named !== null) {
    const [marker, fileName = ""] = named
    const caption = trimmed(text.replace(marker, ""))
    return { ...plain, kind: "media", text: filled(caption), mediaType: typeOfFile(fileName), fileName }
  }
  const file = omittedFile.exec(text)
  if (file !== null) return { ...plain, kind: "media", text: filled(trimmed(text.slice(file[0].length))) }
  return undefined
}

/** A file that an iPhone left out: its words stand behind a mark, after the caption. */
const omitted = (text: string): PhoneText | undefined => {
  const found = omittedKind.exec(text.replace(anyMark, ""))
  if (found === null) return undefined
  const at = text.lastIndexOf("\u200e")
  const caption = at < 0 ? "" : text.slice(0, at)
  if (at < 0 && trimmed(text) !== found[0].trim()) return undefined
  return {
    ...plain,
    kind: "media",
    text: filled(trimmed(caption)),
    mediaType: typeOfWord(found[1] ?? found[2] ?? "")
  }
}

/** Reads the text of an entry; `hasSender`: it follows a name. */
export const phoneText = (written: string, hasSender: boolean): PhoneText => {
  const isGenerated = /^[\u202a-\u202e\u2066-\u2069]*\u200e/u.test(written)
  const whole = trimmed(written)
  if (!hasSender) return { ...plain, kind: call.test(whole) ? "call" : "system", text: filled(whole) }
  const isEdited = edited.test(whole)
  const text = isEdited ? trimmed(whole.replace(edited, "")) : whole
  const found = media(text) ?? omitted(isGenerated ? `\u200e${text}` : text)
  if (found !== undefined) return { ...found, isEdited }
  if (deleted.test(text)) return { ...plain, kind: "deleted", text: undefined }
  const kind = isGenerated
    ? call.test(text)
      ? "call"
      : poll.test(text)
        ? "poll"
        : sent.test(text)
          ? "message"
          : "system"
    : poll.test(text)
      ? "poll"
      : "message"
  return { ...plain, kind, text: filled(text), isEdited }
}
