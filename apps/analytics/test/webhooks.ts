// Bodies of webhooks, as the service sends them, for tests; instance "1", times in seconds.
import type { JsonObject } from "./model/record.ts"

const instanceData = { idInstance: "1", wid: "79030000001@c.us", typeInstance: "whatsapp" }

const webhook = (typeWebhook: string, timestamp: number, fields: JsonObject): JsonObject => ({
  typeWebhook,
  instanceData,
  timestamp,
  ...fields
})

/** A text message that came in. */
export const came = (
  sender: string,
  idMessage: string,
  timestamp: number,
  text: string,
  more: JsonObject = {}
): JsonObject =>
  webhook("incomingMessageReceived", timestamp, {
    idMessage,
    senderData: { chatId: sender, sender, chatName: "x", senderName: "Olga", ...more },
    messageData: { typeMessage: "textMessage", textMessageData: { textMessage: text } }
  })

/** A text message that was sent through the API. */
export const went = (chatId: string, idMessage: string, timestamp: number, text: string): JsonObject =>
  webhook("outgoingAPIMessageReceived", timestamp, {
    idMessage,
    senderData: { chatId, sender: "79030000001@c.us", chatName: "x", senderName: "Us" },
    messageData: { typeMessage: "textMessage", textMessageData: { textMessage: text } }
  })

/** How far a message is. */
export const status = (
  chatId: string,
  idMessage: string,
  timestamp: number,
  status: string,
  more: JsonObject = {}
): JsonObject =>
  webhook("outgoingMessageStatus", timestamp, { chatId, idMessage, status, sendByApi: true, ...more })

/** A call that comes in. */
export const rang = (from: string, idMessage: string, timestamp: number, status: string): JsonObject =>
  webhook("incomingCall", timestamp, { from, idMessage, status })

/** The instance is in another state. */
export const state = (timestamp: number, stateInstance: string): JsonObject =>
  webhook("stateInstanceChanged", timestamp, { stateInstance })

/** A notification of any kind. */
export const other = webhook
