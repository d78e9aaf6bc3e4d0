// Replies as values, and the vendor's bodies for errors.
//
// None contains the path of the request, since the token is in it.
// Source: https://green-api.com/en/docs/api/common-errors/
import type * as Stream from "effect/Stream"

/** A reply before it is sent. */
export interface Reply {
  readonly status: number
  /** Lower-case names; with a `content-encoding` the body is sent unchanged. */
  readonly headers: Readonly<Record<string, string>>
  /** A stream is sent as it arrives; if it fails, the connection is closed. */
  readonly body: Uint8Array | Stream.Stream<Uint8Array, unknown>
}

/** A reply with its complete body. */
export interface WholeReply extends Reply {
  readonly body: Uint8Array
}

const encoder = new TextEncoder()

/** A reply of JSON text. */
export const jsonText = (text: string | Uint8Array, status = 200): WholeReply => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: typeof text === "string" ? encoder.encode(text) : text
})

/** A reply of a JSON value. */
export const json = (value: unknown, status = 200): WholeReply => jsonText(JSON.stringify(value), status)

/** A reply without a body. */
export const noBody = (status: number, headers: Readonly<Record<string, string>> = {}): WholeReply => ({
  status,
  headers,
  body: new Uint8Array(0)
})

const messages = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Payload Too Large",
  421: "Misdirected Request",
  429: "Too Many Requests",
  500: "Internal Server Error"
} as const

/** An error with the vendor's body. */
export const errorReply = (
  status: keyof typeof messages,
  more: Readonly<Record<string, string>> = {}
): WholeReply => {
  const reply = json({ statusCode: status, message: messages[status] }, status)
  return { ...reply, headers: { ...reply.headers, ...more } }
}

/** The error for an invalid parameter. */
export const notValid = (at: Date, details: string): WholeReply =>
  json(
    { statusCode: 400, timestamp: at.toISOString(), message: `Validation failed. Details: '${details}'` },
    400
  )

/** The error of an instance that has not started yet. */
export const isStarting = json("instance in starting process try later", 400)

/** The error of a used-up monthly quota. */
export const quotaExceeded = (method: string, used: number, total: number): WholeReply =>
  json(
    {
      invokeStatus: {
        method: method.toLowerCase(),
        used,
        total,
        status: "QUOTE_EXCEEDED",
        description:
          "Monthly quota has been exceeded. Please go to your personal account and change the tariff to business https://console.green-api.com"
      }
    },
    466
  )

/** Records as the array that a journal returns. */
export const arrayReply = (records: ReadonlyArray<Uint8Array>): WholeReply => {
  const parts: Array<Uint8Array> = []
  for (const record of records) parts.push(encoder.encode(parts.length === 0 ? "[" : ","), record)
  parts.push(encoder.encode(parts.length === 0 ? "[]" : "]"))
  return jsonText(Buffer.concat(parts))
}
