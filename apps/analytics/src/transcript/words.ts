// The transcript's own texts, by language.
import type { Locale } from "../workbook/wording.ts"
import type { EntryKind } from "./entry.ts"

const en = {
  about: "chatledger transcript",
  you: "You",
  nobody: "Unknown",
  chats: "Chats",
  allChats: "All chats",
  noChat: "Without a chat",
  stories: "Stories",
  types: {
    private: "private chat",
    group: "group",
    lid: "private chat, number hidden",
    channel: "channel",
    bot: "bot",
    other: "chat"
  } as Readonly<Record<string, string>>,
  messages: (count: string, isOne: boolean) => `${count} ${isOne ? "message" : "messages"}`,
  madeBy: (program: string, moment: string) => `Created by ${program} from replies up to ${moment} UTC`,
  zone: (zone: string) => `times in ${zone}`,
  noDate: "Without a date",
  forwarded: "Forwarded",
  forwardedOften: "Forwarded many times",
  edited: "edited",
  earlier: "Before the edit",
  deleted: "deleted",
  replyTo: "in reply to",
  story: "Story",
  noText: "no text",
  status: {
    none: "",
    pending: "waiting",
    sent: "sent",
    delivered: "delivered",
    read: "read",
    other: ""
  },
  notDelivered: (status: string) => `status: ${status}`,
  media: {
    image: "Picture",
    video: "Video",
    note: "Video note",
    audio: "Audio",
    document: "Document",
    sticker: "Sticker"
  } as Readonly<Record<string, string>>,
  file: "File",
  place: "Location",
  map: "on a map",
  contact: "Contact",
  poll: "Poll",
  oneAnswer: "one answer",
  severalAnswers: "several answers",
  voters: (count: string, isOne: boolean) => `${count} ${isOne ? "person has voted" : "people have voted"}`,
  noVoters: "nobody has voted",
  more: (count: number) => `and ${count} more`,
  message: (type: string) => `Message of the type ${type}`,
  incomingCall: "Incoming call",
  outgoingCall: "Outgoing call",
  video: "video",
  outcomes: {
    answered: "answered",
    missed: "missed",
    rejected: "declined",
    failed: "no connection",
    ringing: "no end known"
  } as Readonly<Record<string, string>>,
  blocked: "The chat was blocked",
  unblocked: "The chat was unblocked",
  block: "The state of the chat changed",
  reacted: (who: string, emoji: string) => `${who} reacted ${emoji}`,
  unreacted: (who: string) => `${who} removed a reaction`,
  voted: (who: string, options: string) => `${who} voted: ${options}`,
  unvoted: (who: string) => `${who} withdrew a vote`,
  editedOne: (who: string) => `${who} edited a message`,
  deletedOne: (who: string) => `${who} deleted a message`,
  to: (text: string) => `to “${text}”`,
  toUnknown: "to a message that is not in this transcript",
  of: (text: string) => `“${text}”`,
  ofUnknown: "that is not in this transcript",
  nothing: "There is nothing here."
}

const ru: typeof en = {
  about: "chatledger transcript",
  you: "Вы",
  nobody: "Неизвестно кто",
  chats: "Чаты",
  allChats: "Все чаты",
  noChat: "Без чата",
  stories: "Статусы",
  types: {
    private: "личный чат",
    group: "группа",
    lid: "личный чат, номер скрыт",
    channel: "канал",
    bot: "бот",
    other: "чат"
  },
  messages: (count) => `сообщений: ${count}`,
  madeBy: (program, moment) => `Создано программой ${program} по ответам до ${moment} UTC`,
  zone: (zone) => `время ${zone}`,
  noDate: "Без даты",
  forwarded: "Переслано",
  forwardedOften: "Переслано много раз",
  edited: "изменено",
  earlier: "До правки",
  deleted: "удалено",
  replyTo: "в ответ на",
  story: "Статус",
  noText: "без текста",
  status: {
    none: "",
    pending: "ожидает",
    sent: "отправлено",
    delivered: "доставлено",
    read: "прочитано",
    other: ""
  },
  notDelivered: (status) => `статус: ${status}`,
  media: {
    image: "Изображение",
    video: "Видео",
    note: "Видеосообщение",
    audio: "Аудио",
    document: "Документ",
    sticker: "Стикер"
  },
  file: "Файл",
  place: "Место",
  map: "на карте",
  contact: "Контакт",
  poll: "Опрос",
  oneAnswer: "один ответ",
  severalAnswers: "несколько ответов",
  voters: (count) => `проголосовали: ${count}`,
  noVoters: "никто не проголосовал",
  more: (count) => `и ещё ${count}`,
  message: (type) => `Сообщение типа ${type}`,
  incomingCall: "Входящий звонок",
  outgoingCall: "Исходящий звонок",
  video: "видео",
  outcomes: {
    answered: "принят",
    missed: "пропущен",
    rejected: "отклонён",
    failed: "без соединения",
    ringing: "окончание неизвестно"
  },
  blocked: "Чат заблокирован",
  unblocked: "Чат разблокирован",
  block: "Состояние чата изменилось",
  reacted: (who, emoji) => `${who}: реакция ${emoji}`,
  unreacted: (who) => `${who}: реакция снята`,
  voted: (who, options) => `${who}: голос за ${options}`,
  unvoted: (who) => `${who}: голос отозван`,
  editedOne: (who) => `${who}: сообщение изменено`,
  deletedOne: (who) => `${who}: сообщение удалено`,
  to: (text) => `— «${text}»`,
  toUnknown: "— сообщение, которого здесь нет",
  of: (text) => `— «${text}»`,
  ofUnknown: "— его здесь нет",
  nothing: "Здесь ничего нет."
}

export type TranscriptWords = typeof en

export const transcriptWords: Readonly<Record<Locale, TranscriptWords>> = { en, ru }

/** Kinds that appear on a small line of their own. */
export const isLine = (kind: EntryKind): boolean => kind === "call" || kind === "block" || kind === "event"
