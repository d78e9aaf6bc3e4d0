// The journal client: requests a window of messages, keeps the pace, and retries where that helps.
//
// A reply has the unchanged bytes of its body, the request and its time, and what a reader made of the bytes as they
// arrived: by default, decoded records. Needs an `HttpClient` of any platform, `fetch` included. Stores nothing.
// Gotcha: a browser hides `Date` and `Retry-After` unless the server exposes them.
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Chat, Contact } from "../directory/schemas.ts"
import { isBareId } from "../id-kind.ts"
import { InvalidArgument } from "../invalid-argument.ts"
import { checkProvided } from "../provided.ts"
import { arrayReader } from "./array-reader.ts"
import type { BodyReader } from "./body.ts"
import { calls } from "./call.ts"
import { entriesReader, groupReader } from "./directory-reader.ts"
import {
  DeletedNotification,
  FileLink,
  type Instance,
  SavedSettings,
  Settings,
  StateInstance
} from "./instance.ts"
import type {
  JournalCall,
  JournalClientService,
  JournalReply,
  JournalRequest,
  ReaderOf
} from "./journal-calls.ts"
import { queueReader } from "./queue-reader.ts"
import { jsonReader, type ReplyRecord, recordsReader } from "./records-reader.ts"
import type { Call } from "./request.ts"

const SMALL_REPLY_BYTES = 1024 * 1024

type JournalMethod =
  | "lastIncomingMessages"
  | "lastOutgoingMessages"
  | "lastIncomingCalls"
  | "lastOutgoingCalls"

/** Types the default reader as the result of a call that was given no reader. */
const typed = <A>(reader: ReaderOf<unknown>) => reader as ReaderOf<A>

/** Makes the calls over an `HttpClient`; they share one pace. */
export const makeJournalClient: Effect.Effect<JournalClientService, never, HttpClient.HttpClient> =
  Effect.gen(function* () {
    yield* checkProvided(
      "JournalClient.layer",
      [HttpClient.HttpClient],
      "provided with an HTTP client, such as FetchHttpClient.layer of effect"
    )
    const ask = calls(yield* HttpClient.HttpClient)

    const journal =
      (name: "incoming" | "outgoing", method: JournalMethod): JournalCall =>
      <A>(instance: Instance, { minutes, reader }: JournalRequest<A> = {}) =>
        Effect.map(
          ask(instance, { method, minutes }, () =>
            arrayReader((reader ?? (recordsReader as () => BodyReader<unknown> as () => BodyReader<A>))())
          ),
          (reply): JournalReply<A> => ({ ...reply, journal: name, minutes })
        )

    const directory = <A>(instance: Instance, method: "getContacts" | "getChats", reader: ReaderOf<A>) =>
      ask(instance, { method }, () => arrayReader(reader()))

    const small = <A, B>(schema: Schema.ConstraintDecoder<A>, of: (value: A) => B) => {
      const decode = Schema.decodeUnknownOption(schema)
      return (instance: Instance, call: Call) =>
        ask(
          instance,
          call,
          () => jsonReader((value) => Option.getOrUndefined(Option.map(decode(value), of))),
          SMALL_REPLY_BYTES
        )
    }
    const state = small(StateInstance, ({ stateInstance }) => stateInstance)
    const settings = small(Settings, (read) => read)
    const link = small(FileLink, ({ downloadUrl }) => downloadUrl)
    const deleted = small(DeletedNotification, ({ result }) => result)
    const saved = small(SavedSettings, ({ saveSettings }) => saveSettings)

    return {
      lastIncomingMessages: journal("incoming", "lastIncomingMessages"),
      lastOutgoingMessages: journal("outgoing", "lastOutgoingMessages"),
      lastIncomingCalls: journal("incoming", "lastIncomingCalls"),
      lastOutgoingCalls: journal("outgoing", "lastOutgoingCalls"),
      getStateInstance: (instance) => state(instance, { method: "getStateInstance" }),
      getSettings: (instance) => settings(instance, { method: "getSettings" }),
      setSettings: (instance, wanted) => saved(instance, { method: "setSettings", body: wanted }),
      getContacts: (instance, reader) =>
        directory(instance, "getContacts", reader ?? typed(() => entriesReader(Contact))),
      getChats: (instance, reader) =>
        directory(instance, "getChats", reader ?? typed(() => entriesReader(Chat))),
      getGroupData: (instance, groupId, reader) =>
        ask(
          instance,
          { method: "getGroupData", body: { [isBareId(groupId) ? "chatId" : "groupId"]: groupId } },
          reader ?? typed(() => groupReader(groupId))
        ),
      downloadFile: (instance, { chatId, idMessage }) =>
        link(instance, { method: "downloadFile", body: { chatId, idMessage } }),
      receiveNotification: (instance, receiveTimeout) =>
        ask(instance, { method: "receiveNotification", receiveTimeout }, queueReader),
      deleteNotification: (instance, receiptId) =>
        deleted(instance, { method: "deleteNotification", receiptId }),
      getChatHistory: <A = ReadonlyArray<ReplyRecord>>(
        instance: Instance,
        { chatId, count }: { readonly chatId: string; readonly count?: number | undefined },
        reader?: ReaderOf<A>
      ) =>
        ask(
          instance,
          { method: "getChatHistory", body: { chatId, ...(count === undefined ? {} : { count }) } },
          () => arrayReader((reader ?? typed<A>(recordsReader))())
        )
    } satisfies JournalClientService
  })

const KEY = "@chatledger/core/JournalClient"

const forgotten = (): never => {
  throw new InvalidArgument({
    call: "JournalClient",
    argument: "the effect",
    needs: "provided with JournalClient.layer; without effect, use createJournalClient"
  })
}

/**
 * The journal, as a service. Without its layer, an effect dies with `InvalidArgument`, even one that asks whether there is
 * a client.
 *
 * @example
 * ```ts
 * import { JournalClient } from "@chatledger/core"
 * import * as Effect from "effect/Effect"
 * import * as FetchHttpClient from "effect/http/FetchHttpClient"
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 *
 * const shop = {
 *   idInstance: "1101000001",
 *   apiUrl: "https://1101.api.green-api.com",
 *   apiTokenInstance: Redacted.make("the token of the console")
 * }
 * const lastHour = Effect.gen(function* () {
 *   const journal = yield* JournalClient
 *   const { read } = yield* journal.lastIncomingMessages(shop, { minutes: 60 })
 *   return read.map(({ message }) => message?.typeMessage)
 * }).pipe(Effect.provide(Layer.provide(JournalClient.layer, FetchHttpClient.layer)))
 * // Effect.runPromise(lastHour) asks the service
 * ```
 */
export class JournalClient extends (Context.Reference<JournalClientService>(KEY, {
  defaultValue: forgotten
}) as unknown as Context.ServiceClass<JournalClient, typeof KEY, JournalClientService>) {
  /** Effect services are provided by a layer, never constructed: use `createJournalClient`. */
  constructor(_: never) {
    super(_)
    throw new InvalidArgument({
      call: "new JournalClient",
      argument: "the client",
      needs:
        "made by createJournalClient({ idInstance, apiUrl, apiTokenInstance }), or provided by JournalClient.layer"
    })
  }
  static readonly layer: Layer.Layer<JournalClient, never, HttpClient.HttpClient> =
    Layer.effect(JournalClient)(makeJournalClient)
}
