// `Message`: one record of a journal, as a union over its `typeMessage`.
//
// The union covers documented types, types seen live, and unknown ones; unknown fields are kept.
// The decoded value is the record itself: no defaults, no renaming, nothing dropped.
// Both `typeMessage === "textMessage"` and `isMessageOf` narrow it; the latter also works in callbacks.
import * as Schema from "effect/Schema"
import {
  type MessageSchema,
  type MessageSchemas,
  messageSchemas,
  type TypeMessage,
  UnknownTypeMessage
} from "./message-types.ts"

/**
 * One record of a journal.
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema"
 * import { Message } from "@chatledger/core"
 *
 * const message = Schema.decodeUnknownSync(Message)({ typeMessage: "textMessage", textMessage: "hello" })
 * ```
 */
export const Message: Schema.Union<ReadonlyArray<MessageSchema>> = Schema.Union([
  ...Object.values<MessageSchema>(messageSchemas),
  UnknownTypeMessage
])

/** A record of a journal; `typeMessage === "textMessage"` and `isMessageOf` narrow it. */
export type Message = MessageSchema["Type"]

/** A record of one known type. */
export type MessageOf<T extends TypeMessage> = MessageSchemas[T]["Type"]

/**
 * Narrows a message to the fields of one known type.
 *
 * @example
 * ```ts
 * import { decodeMessage, isMessageOf } from "@chatledger/core"
 *
 * const { message } = decodeMessage({ typeMessage: "locationMessage", location: { latitude: 55.75, longitude: 37.61 } })
 * if (message !== undefined && isMessageOf(message, "locationMessage")) console.log(message.location?.latitude) // 55.75
 * ```
 */
export const isMessageOf = <T extends TypeMessage>(message: Message, type: T): message is MessageOf<T> =>
  message.typeMessage === type
