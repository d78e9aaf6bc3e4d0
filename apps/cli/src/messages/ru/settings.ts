import type { settings as en } from "../en/settings.ts"

export const settings: typeof en = {
  incomingWebhook: "все входящие сообщения",
  outgoingMessageWebhook: "сообщения с телефона и других устройств",
  outgoingWebhook: "доставлены ли и прочитаны исходящие сообщения",
  outgoingAPIMessageWebhook: "уведомления о сообщениях, отправленных через API",
  pollMessageWebhook: "опросы и голоса",
  editedMessageWebhook: "правки сообщений",
  deletedMessageWebhook: "удаления сообщений"
}
