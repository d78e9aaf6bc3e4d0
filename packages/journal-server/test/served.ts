// A server on a free port, and Node's own clients to ask it.
import * as Http from "node:http"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type JournalServerOptions, type ScriptedState, scriptedJournal, serveJournal } from "../src/index.ts"

export const instanceId = "1101000001"
export const token = "d75b3a66374942c5b3c019c698abc2067e151558acbd412345"

/** A server with one instance, pace off unless told otherwise. */
export const served = (options: Partial<JournalServerOptions> = {}) =>
  serveJournal({
    instances: [{ idInstance: instanceId, token: Redacted.make(token) }],
    journal: scriptedJournal([]),
    rateLimit: false,
    ...options
  })

/** Where a method is. */
export const pathOf = (method: string, query = "", id = instanceId, secret = token) =>
  `/waInstance${id}/${method}/${secret}${query}`

/** What came over the wire. */
export interface Got {
  readonly status: number
  readonly headers: Http.IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** The code of the error that ended it, if one did. */
  readonly error: string | undefined
}

/** Asks with `node:http`: nothing is decompressed, followed or tried again. */
export const ask = (
  url: string,
  {
    method = "GET",
    headers = {},
    body
  }: { method?: string; headers?: Record<string, string>; body?: string } = {}
) =>
  Effect.callback<Got>((resume) => {
    let response: Http.IncomingMessage | undefined
    const chunks: Array<Buffer> = []
    const done = (error?: NodeJS.ErrnoException) => {
      const bytes = Buffer.concat(chunks)
      resume(
        Effect.succeed({
          status: response?.statusCode ?? 0,
          headers: response?.headers ?? {},
          bytes,
          text: bytes.toString(),
          error: error?.code
        })
      )
    }
    const request = Http.request(url, { method, headers, agent: false }, (answer) => {
      response = answer
      answer.on("data", (chunk: Buffer) => chunks.push(chunk))
      answer.on("end", () => done())
      answer.on("error", done)
    })
    request.on("error", done)
    request.end(body)
    return Effect.sync(() => request.destroy())
  })

/** A text message as the journal has it. */
export const record = (idMessage: string, timestamp: number, more: object = {}) => ({
  type: "incoming",
  idMessage,
  timestamp,
  typeMessage: "textMessage",
  chatId: "79990000001@c.us",
  textMessage: `text of ${idMessage}`,
  senderId: "79990000001@c.us",
  senderName: "Anna",
  ...more
})

/** A state of that message. */
export const state = (
  idMessage: string,
  timestamp: number,
  more: object = {},
  visibleFrom = timestamp
): ScriptedState => ({
  instanceId,
  journal: "incoming",
  message: idMessage,
  visibleFrom,
  record: record(idMessage, timestamp, more)
})
