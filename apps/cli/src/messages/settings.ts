// What is lost while a setting of the account is off, in each language.
import type { NeededSetting } from "@chatledger/core"

type Lost = Readonly<Record<NeededSetting, string>>

const ru: Lost = {
  incomingWebhook: "все входящие сообщения",
  outgoingMessageWebhook: "сообщения с телефона и других устройств",
  outgoingWebhook: "доставлены ли и прочитаны исходящие сообщения",
  outgoingAPIMessageWebhook: "уведомления о сообщениях, отправленных через API",
  pollMessageWebhook: "опросы и голоса",
  editedMessageWebhook: "правки сообщений",
  deletedMessageWebhook: "удаления сообщений"
}

/** The same in Russian. */
export const lostInRussian = (setting: NeededSetting): string => ru[setting]
