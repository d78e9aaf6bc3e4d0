// The calls of the journal client, their parameters and their replies.
import type * as Effect from "effect/Effect"
import type { Chat, Contact, GroupData } from "../directory/schemas.ts"
import type { BodyReader } from "./body.ts"
import type { Reply } from "./call.ts"
import type { JournalError } from "./errors.ts"
import type { Instance, Settings } from "./instance.ts"
import type { QueuedNotification } from "./queue-reader.ts"
import type { ReplyRecord } from "./records-reader.ts"

/** The reply of a journal; `read` has its decoded records, unless another reader was given. */
export interface JournalReply<A = ReadonlyArray<ReplyRecord>> extends Reply<A> {
  readonly journal: "incoming" | "outgoing"
  /** The requested window; undefined for the service's default of 1440. */
  readonly minutes: number | undefined
}

/** The parameters of a journal request. */
export interface JournalRequest<A> {
  /** Minutes in the window that ends now; default 1440. */
  readonly minutes?: number | undefined
  /** Makes the reader for a try; default: decoded records. */
  readonly reader?: (() => BodyReader<A>) | undefined
}

/** A request for the messages or calls of a window. */
export type JournalCall = <A = ReadonlyArray<ReplyRecord>>(
  instance: Instance,
  request?: JournalRequest<A>
) => Effect.Effect<JournalReply<A>, JournalError>

/** Makes a reader that replaces the typed one; called for each try. */
export type ReaderOf<A> = () => BodyReader<A>

/** The calls of a journal and its directory; each fails with a `JournalError`, and retries temporary failures. */
export interface JournalClientService {
  /** https://green-api.com/en/docs/api/journals/LastIncomingMessages/ */
  readonly lastIncomingMessages: JournalCall
  /** https://green-api.com/en/docs/api/journals/LastOutgoingMessages/ */
  readonly lastOutgoingMessages: JournalCall
  /**
   * Beta; 403 or 404 if the instance does not have it. https://green-api.com/en/docs/api/journals/LastIncomingCalls/
   */
  readonly lastIncomingCalls: JournalCall
  /** Beta, like `lastIncomingCalls`. https://green-api.com/en/docs/api/journals/LastOutgoingCalls/ */
  readonly lastOutgoingCalls: JournalCall
  /** `authorized`, `notAuthorized`, `starting`, …; https://green-api.com/en/docs/api/account/GetStateInstance/ */
  readonly getStateInstance: (instance: Instance) => Effect.Effect<Reply<string>, JournalError>
  /** https://green-api.com/en/docs/api/account/GetSettings/ */
  readonly getSettings: (instance: Instance) => Effect.Effect<Reply<Settings>, JournalError>
  /**
   * Keeps the other settings; takes up to 5 minutes to apply. https://green-api.com/en/docs/api/account/SetSettings/
   */
  readonly setSettings: (
    instance: Instance,
    settings: Settings
  ) => Effect.Effect<Reply<boolean>, JournalError>
  /** https://green-api.com/en/docs/api/service/GetContacts/ */
  readonly getContacts: <A = ReadonlyArray<Contact>>(
    instance: Instance,
    reader?: ReaderOf<A>
  ) => Effect.Effect<Reply<A>, JournalError>
  /** https://green-api.com/en/telegram/docs/api/service/GetChats/ */
  readonly getChats: <A = ReadonlyArray<Chat>>(
    instance: Instance,
    reader?: ReaderOf<A>
  ) => Effect.Effect<Reply<A>, JournalError>
  /** Also 400 if the account is not in the group. https://green-api.com/en/docs/api/groups/GetGroupData/ */
  readonly getGroupData: <A = GroupData>(
    instance: Instance,
    groupId: string,
    reader?: ReaderOf<A>
  ) => Effect.Effect<Reply<A>, JournalError>
  /**
   * A link to the file of a message; renews an expired one. https://green-api.com/en/docs/api/receiving/files/DownloadFile/
   */
  readonly downloadFile: (
    instance: Instance,
    message: { readonly chatId: string; readonly idMessage: string }
  ) => Effect.Effect<Reply<string>, JournalError>
  /**
   * The first notification of the queue, which stays there until it is deleted; null if none came within `receiveTimeout`
   * (seconds, 5 to 60). Gotcha: a queue has one consumer; what one program deletes, no other receives.
   * https://green-api.com/en/docs/api/receiving/technology-http-api/ReceiveNotification/
   */
  readonly receiveNotification: (
    instance: Instance,
    receiveTimeout?: number
  ) => Effect.Effect<Reply<QueuedNotification | null>, JournalError>
  /**
   * Deletes a notification from the queue; false if it is not there any more.
   * https://green-api.com/en/docs/api/receiving/technology-http-api/DeleteNotification/
   */
  readonly deleteNotification: (
    instance: Instance,
    receiptId: number
  ) => Effect.Effect<Reply<boolean>, JournalError>
  /** The newest messages of a chat, in both directions. https://green-api.com/en/docs/api/journals/GetChatHistory/ */
  readonly getChatHistory: <A = ReadonlyArray<ReplyRecord>>(
    instance: Instance,
    chat: { readonly chatId: string; readonly count?: number | undefined },
    reader?: ReaderOf<A>
  ) => Effect.Effect<Reply<A>, JournalError>
}
