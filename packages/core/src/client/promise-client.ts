// The journal client as promises, for programs that do not use Effect. Read-only.
//
// It has no call that sends, changes settings, or takes notifications from a queue that others may use. The calls of one
// client share its pace and retries; errors are the same classes as in the Effect client.
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Redacted from "effect/Redacted"
import type { Chat, Contact, GroupData } from "../directory/schemas.ts"
import { checkNames, InvalidArgument, optionsOf, textOf } from "../invalid-argument.ts"
import type { Message } from "../message.ts"
import { type Abortable, runPromise } from "../run-promise.ts"
import type { Reply } from "./call.ts"
import type { Instance, Settings } from "./instance.ts"
import type { JournalReply } from "./journal-calls.ts"
import { makeJournalClient } from "./journal-client.ts"

type Fetch = typeof fetch

/** An instance, with the values that the GREEN-API console shows. */
export interface JournalClientOptions {
  /** The number of the instance: `"1101000001"`, or the same as a number. */
  readonly idInstance: string | number
  /** Address of its pool, such as `https://1101.api.green-api.com`. */
  readonly apiUrl: string
  /** The token, as text or as an Effect `Redacted`. Never appears in errors or logs. */
  readonly apiTokenInstance: string | Redacted.Redacted<string>
  /** Replaces the `fetch` of the platform. */
  readonly fetch?: Fetch | undefined
}

/** The parameters of a journal request. */
export interface WindowOptions extends Abortable {
  /** Minutes in the window that ends now; default 1440. */
  readonly minutes?: number | undefined
}

/** The reply of a journal with its messages; `read` also has the records that are not messages, and all issues. */
export interface MessagesReply extends JournalReply {
  readonly messages: ReadonlyArray<Message>
}

/** The read calls; each rejects with a `JournalError`, or with the reason of its `signal`. */
export interface PromiseJournalClient {
  /** https://green-api.com/en/docs/api/journals/LastIncomingMessages/ */
  readonly lastIncomingMessages: (options?: WindowOptions) => Promise<MessagesReply>
  /** https://green-api.com/en/docs/api/journals/LastOutgoingMessages/ */
  readonly lastOutgoingMessages: (options?: WindowOptions) => Promise<MessagesReply>
  /** `read` is `authorized`, `notAuthorized`, …; https://green-api.com/en/docs/api/account/GetStateInstance/ */
  readonly getStateInstance: (options?: Abortable) => Promise<Reply<string>>
  /** https://green-api.com/en/docs/api/account/GetSettings/ */
  readonly getSettings: (options?: Abortable) => Promise<Reply<Settings>>
  /** https://green-api.com/en/docs/api/service/GetContacts/ */
  readonly getContacts: (options?: Abortable) => Promise<Reply<ReadonlyArray<Contact>>>
  /** https://green-api.com/en/telegram/docs/api/service/GetChats/ */
  readonly getChats: (options?: Abortable) => Promise<Reply<ReadonlyArray<Chat>>>
  /** https://green-api.com/en/docs/api/groups/GetGroupData/ */
  readonly getGroupData: (groupId: string, options?: Abortable) => Promise<Reply<GroupData>>
}

const CALL = "createJournalClient"

/** Digits only: a token that is passed in its place would show in errors. */
const numberOf = (idInstance: unknown): string => {
  const text = String(idInstance).trim()
  if (/^\d{1,20}$/.test(text)) return text
  const needs = 'the number of the instance, such as "1101000001"'
  throw new InvalidArgument({ call: CALL, argument: "idInstance", needs })
}

const instanceOf = (given: Readonly<Record<string, unknown>>): Instance => {
  const { idInstance, apiUrl, apiTokenInstance: token } = given
  return {
    idInstance: numberOf(idInstance),
    apiUrl: textOf(
      CALL,
      "apiUrl",
      apiUrl,
      'the address of its pool, such as "https://1101.api.green-api.com"'
    ),
    apiTokenInstance: Redacted.isRedacted(token)
      ? (token as Redacted.Redacted<string>)
      : Redacted.make(textOf(CALL, "apiTokenInstance", token, "the token that the console shows, as text"))
  }
}

const fetchOf = (fetch: unknown): Fetch | undefined => {
  if (fetch === undefined || typeof fetch === "function") return fetch as Fetch | undefined
  throw new InvalidArgument({ call: CALL, argument: "fetch", needs: "a function such as fetch" })
}

/** A positive integer or undefined. */
const windowOf = (call: string, minutes: unknown): number | undefined => {
  if (minutes === undefined || (Number.isSafeInteger(minutes) && Number(minutes) > 0))
    return minutes as number | undefined
  throw new InvalidArgument({ call, argument: "minutes", needs: "a whole number above 0" })
}

/**
 * A client of one instance that reads its journals and its directory. Throws `InvalidArgument` for invalid options.
 *
 * Its calls share a pace of one request per second and method, and retry temporary failures.
 *
 * @example
 * ```ts
 * import { createJournalClient } from "@chatledger/core"
 *
 * const client = createJournalClient({
 *   idInstance: "1101000001",
 *   apiUrl: "https://1101.api.green-api.com",
 *   apiTokenInstance: "the token of the console",
 *   fetch: async () => new Response('[{"typeMessage":"textMessage","textMessage":"hello"}]')
 * })
 * const { messages } = await client.lastIncomingMessages({ minutes: 60, signal: AbortSignal.timeout(60_000) })
 * // messages: [{ typeMessage: "textMessage", textMessage: "hello" }]
 * ```
 */
export const createJournalClient = (options: JournalClientOptions): PromiseJournalClient => {
  const given = optionsOf(CALL, options, "an object with idInstance, apiUrl and apiTokenInstance")
  const instance = instanceOf(given)
  const fetch = fetchOf(given["fetch"])
  const journal = Effect.runSync(
    Effect.provide(makeJournalClient, FetchHttpClient.layer).pipe(
      fetch === undefined ? (made) => made : Effect.provideService(FetchHttpClient.Fetch, fetch)
    )
  )
  const window =
    (name: "lastIncomingMessages" | "lastOutgoingMessages") =>
    async (options: WindowOptions = {}): Promise<MessagesReply> => {
      checkNames(name, optionsOf(name, options, "an object, such as { minutes: 60 }"), ["minutes", "signal"])
      const minutes = windowOf(name, options.minutes)
      const reply = await runPromise(journal[name](instance, { minutes }), options, name)
      const messages: Array<Message> = []
      for (const { message } of reply.read) if (message !== undefined) messages.push(message)
      return { ...reply, messages }
    }
  return {
    lastIncomingMessages: window("lastIncomingMessages"),
    lastOutgoingMessages: window("lastOutgoingMessages"),
    getStateInstance: (options) =>
      runPromise(journal.getStateInstance(instance), options, "getStateInstance"),
    getSettings: (options) => runPromise(journal.getSettings(instance), options, "getSettings"),
    getContacts: (options) => runPromise(journal.getContacts(instance), options, "getContacts"),
    getChats: (options) => runPromise(journal.getChats(instance), options, "getChats"),
    getGroupData: async (groupId, options) => {
      const id = textOf(
        "getGroupData",
        "groupId",
        groupId,
        'the id of a group, such as "120363000000000001@g.us"'
      )
      return runPromise(journal.getGroupData(instance, id), options, "getGroupData")
    }
  }
}
