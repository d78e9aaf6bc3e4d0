// Words for the values of our columns in the readable workbook, by language and column. A value that is not listed,
// because the vendor added it later, is shown as it was sent.
import type { TypeMessage } from "@chatledger/core"
import { issueWords } from "@chatledger/core/internal"
import { type Locale, wordings } from "../wording.ts"

type Values = Readonly<Record<string, string>>

/** Every type that the vendor documents. */
type TypeTitles = Readonly<Record<Exclude<TypeMessage, "">, string>>

const enTypes: TypeTitles = {
  textMessage: "text",
  extendedTextMessage: "text",
  quotedMessage: "text",
  imageMessage: "picture",
  videoMessage: "video",
  audioMessage: "audio",
  documentMessage: "document",
  stickerMessage: "sticker",
  locationMessage: "location",
  contactMessage: "contact",
  contactsArrayMessage: "contacts",
  pollMessage: "poll",
  pollUpdateMessage: "vote",
  reactionMessage: "reaction",
  editedMessage: "edit",
  deletedMessage: "deletion",
  buttonsMessage: "buttons",
  interactiveButtons: "buttons",
  templateMessage: "template",
  listMessage: "list",
  buttonsResponseMessage: "button reply",
  templateButtonsReplyMessage: "button reply",
  interactiveButtonsResponse: "button reply",
  interactiveButtonsReply: "button reply",
  listResponseMessage: "list reply",
  groupInviteMessage: "invitation to a group",
  incomingCall: "incoming call",
  outgoingCall: "outgoing call",
  incomingBlock: "block"
}

const ruTypes: TypeTitles = {
  textMessage: "текст",
  extendedTextMessage: "текст",
  quotedMessage: "текст",
  imageMessage: "изображение",
  videoMessage: "видео",
  audioMessage: "аудио",
  documentMessage: "документ",
  stickerMessage: "стикер",
  locationMessage: "место",
  contactMessage: "контакт",
  contactsArrayMessage: "контакты",
  pollMessage: "опрос",
  pollUpdateMessage: "голос",
  reactionMessage: "реакция",
  editedMessage: "правка",
  deletedMessage: "удаление",
  buttonsMessage: "кнопки",
  interactiveButtons: "кнопки",
  templateMessage: "шаблон",
  listMessage: "список",
  buttonsResponseMessage: "нажатая кнопка",
  templateButtonsReplyMessage: "нажатая кнопка",
  interactiveButtonsResponse: "нажатая кнопка",
  interactiveButtonsReply: "нажатая кнопка",
  listResponseMessage: "выбор из списка",
  groupInviteMessage: "приглашение в группу",
  incomingCall: "входящий звонок",
  outgoingCall: "исходящий звонок",
  incomingBlock: "блокировка"
}

const enJournals = {
  incoming: "incoming",
  outgoing: "outgoing",
  history: "history of a chat",
  "incoming calls": "incoming calls",
  "outgoing calls": "outgoing calls"
}
const ruJournals: Record<keyof typeof enJournals, string> = {
  incoming: "входящие",
  outgoing: "исходящие",
  history: "история чата",
  "incoming calls": "входящие звонки",
  "outgoing calls": "исходящие звонки"
}

const enStatuses = {
  pending: "waiting",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  noAccount: "no such account",
  notInGroup: "not in the group",
  yellowCard: "held back by the messenger",
  suspended: "suspended"
}

const ruStatuses: Record<keyof typeof enStatuses, string> = {
  pending: "ожидает",
  sent: "отправлено",
  delivered: "доставлено",
  read: "прочитано",
  failed: "ошибка",
  noAccount: "нет такого аккаунта",
  notInGroup: "не в группе",
  yellowCard: "задержано мессенджером",
  suspended: "приостановлено"
}

const en = {
  direction: { incoming: "incoming", outgoing: "outgoing" } as Values,
  chat_type: {
    private: "private",
    group: "group",
    lid: "private, number hidden",
    channel: "channel",
    bot: "bot",
    other: "other"
  } as Values,
  type_message: enTypes as Values,
  quoted_type_message: enTypes as Values,
  status_message: enStatuses as Values,
  kind: {
    message: "message",
    event: "event",
    call: "call",
    story: "story",
    block: "block",
    messages: "messages",
    calls: "calls",
    stories: "stories"
  } as Values,
  media_type: {
    image: "picture",
    video: "video",
    document: "document",
    audio: "audio",
    sticker: "sticker"
  } as Values,
  journal: enJournals as Values,
  state: { ...wordings.en.about.states, ok: "fetched in time" } as Values,
  origin: { sync: "sync", import: "import" } as Values,
  code: issueWords.en as Values
}

const ru: typeof en = {
  direction: { incoming: "входящее", outgoing: "исходящее" },
  chat_type: {
    private: "личный",
    group: "группа",
    lid: "личный, номер скрыт",
    channel: "канал",
    bot: "бот",
    other: "другой"
  },
  type_message: ruTypes,
  quoted_type_message: ruTypes,
  status_message: ruStatuses,
  kind: {
    message: "сообщение",
    event: "событие",
    call: "звонок",
    story: "история",
    block: "блокировка",
    messages: "сообщения",
    calls: "звонки",
    stories: "истории"
  },
  media_type: {
    image: "изображение",
    video: "видео",
    document: "документ",
    audio: "аудио",
    sticker: "стикер"
  },
  journal: ruJournals,
  state: { ...wordings.ru.about.states, ok: "запрошено вовремя" },
  origin: { sync: "синхронизация", import: "импорт" },
  code: issueWords.ru
}

const words: Readonly<Record<Locale, Readonly<Record<string, Values>>>> = { en, ru }

/** The words for the values of a column; undefined if its values are shown unchanged. */
export const valueWords = (locale: Locale, column: string): Values | undefined =>
  Object.hasOwn(words[locale], column) ? words[locale][column] : undefined
