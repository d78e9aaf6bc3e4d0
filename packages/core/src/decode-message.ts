// Decodes one message from JSON, given as text or value, that may be a record or a notification.
import { type DecodedRecord, decodeRecord } from "./decode.ts"
import { parsedJson } from "./json-text.ts"
import { decodeNotification, isNotification } from "./notification/decode-notification.ts"

/**
 * Decodes one message: JSON text or the parsed value of a journal record, or of a message notification, which is flattened.
 *
 * Never throws: what is not JSON, not an object, or a notification without a message has no `message`, and an issue.
 *
 * @example
 * ```ts
 * import { decodeMessage } from "@chatledger/core"
 *
 * const { message } = decodeMessage('{"typeMessage":"textMessage","textMessage":"hello"}')
 * if (message?.typeMessage === "textMessage") console.log(message.textMessage) // hello
 * ```
 */
export const decodeMessage = (json: unknown): DecodedRecord => {
  const parsed = parsedJson(json)
  if (parsed.issue !== undefined) return none(parsed.issue)
  const { value } = parsed
  if (!isNotification(value)) return decodeRecord(value)
  const notification = decodeNotification(value)
  if (notification.kind === "message") {
    const { message, setAside, isConverted, issues } = notification
    return { message, setAside, isConverted, issues }
  }
  const detail = "this is a notification that brings no message: decodeNotification tells what it says"
  return none({ code: "missing_type_message", detail, raw: null })
}

const none = (issue: DecodedRecord["issues"][number]): DecodedRecord => ({
  message: undefined,
  setAside: undefined,
  isConverted: false,
  issues: [issue]
})
