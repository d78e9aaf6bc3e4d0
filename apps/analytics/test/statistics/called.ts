// Records of calls: incoming ones of a person, outgoing ones of the account, both in the chat of that person.
import type { JsonObject } from "../model/record.ts"
import { own, said } from "../model/scene.ts"

export const dana = "79061110001@c.us"
export const egor = "79061110002@c.us"

/** An incoming call; `timestamp` is its end. */
export const ring = (from: string, id: string, timestamp: number, status: string, duration = 0): JsonObject =>
  said(from, id, timestamp, {
    chatId: from,
    typeMessage: "incomingCall",
    senderName: from === dana ? "Dana" : "Egor",
    status,
    duration
  })

/** An outgoing call. */
export const dial = (to: string, id: string, timestamp: number, status: string, duration = 0): JsonObject =>
  own(id, timestamp, { chatId: to, typeMessage: "outgoingCall", statusMessage: "", status, duration })

/** An outgoing message. */
export const wrote = (to: string, id: string, timestamp: number): JsonObject =>
  own(id, timestamp, { chatId: to, textMessage: "on my way" })
