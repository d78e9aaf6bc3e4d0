// A service with a directory, and what it was asked: answers are texts of JSON, or a status.
import { type Instance, JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

export const shop: Instance = {
  idInstance: "1101000001",
  apiUrl: "https://1101.api.green-api.com",
  apiTokenInstance: Redacted.make("token")
}

export const club = "120363000000000901@g.us"
export const choir = "120363000000000902@g.us"
export const gone = "79010000901@c.us"
export const other = "79010000902@c.us"

export const contactOf = (id: string, name: string, type = "user") =>
  JSON.stringify({ id, name, contactName: "", type })

export const groupOf = (groupId: string, subject: string, ...members: ReadonlyArray<string>) =>
  JSON.stringify({ groupId, subject, participants: members.map((id) => ({ id, isAdmin: false })) })

type Answer = string | number

/** What each method answers next: the last one again and again. Of groups by their ids. */
export type Answers = Readonly<Record<string, Answer | Array<Answer>>>

/** A client of a service with these answers, and `method` or the group for each request. */
export const directoryOf = (answers: Answers) => {
  const asked: Array<string> = []
  const http = HttpClient.make((request, url) => {
    const method = url.pathname.split("/")[2] ?? ""
    const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : "{}"
    const given = JSON.parse(body) as { readonly groupId?: string; readonly chatId?: string }
    const what = method === "getGroupData" ? (given.groupId ?? given.chatId ?? "") : method
    asked.push(what)
    const script = answers[what] ?? 404
    const answer = Array.isArray(script) ? ((script.length > 1 ? script.shift() : script[0]) ?? 404) : script
    const response =
      typeof answer === "number"
        ? new Response("", { status: answer })
        : new Response(answer, { status: 200 })
    return Effect.succeed(HttpClientResponse.fromWeb(request, response))
  })
  const layer = Layer.provide(JournalClient.layer, Layer.succeed(HttpClient.HttpClient)(http))
  return { asked, layer }
}
