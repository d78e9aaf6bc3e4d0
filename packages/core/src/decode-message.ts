// One message from JSON, for whoever has it as text, or does not know whether it is a record or a notification.
import { type DecodedRecord, decodeRecord } from "./decode.ts"
import { parsedJson } from "./json-text.ts"
import { decodeNotification, isNotification } from "./notification/decode-notification.ts"

/**
 * Decodes one message: JSON text or the parsed value, a record of a journal or a notification of a message, which comes flat.
 *
 * Never throws: what is not JSON, no object, or a notification that brings no message has no `message`, and an issue.
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
  const told = decodeNotification(value)
  if (told.kind === "message") {
    const { message, setAside, isConverted, issues } = told
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
