// The shapes of notifications, one per kind: the body of a webhook, or a reply of receiveNotification.
//
// Source: https://green-api.com/en/docs/api/receiving/notifications-format/type-webhook/
import type { DecodedRecord } from "../decode.ts"
import type { RecordIssue } from "../issue.ts"

/** The fields of every notification. Undefined if missing or of the wrong type. */
export interface NotificationFacts {
  /** As sent: `incomingMessageReceived`, `outgoingMessageStatus`, … */
  readonly typeWebhook: string
  readonly idInstance: string | undefined
  /** Id of the account: `79001234567@c.us`. */
  readonly wid: string | undefined
  /** `whatsapp`, `v3` (MAX), `telegram`. */
  readonly typeInstance: string | undefined
  /** Seconds since 1970. */
  readonly timestamp: number | undefined
  /** The id for deleteNotification; only in a reply of receiveNotification. */
  readonly receiptId: number | undefined
  /** The whole notification, as sent. */
  readonly notification: Readonly<Record<string, unknown>>
}

/** A message as in the journal, with `chatName` and `senderPhoneNumber`, which the journal lacks. */
export interface MessageNotification extends NotificationFacts, DecodedRecord {
  readonly kind: "message"
  readonly direction: "incoming" | "outgoing"
}

/** Progress of an outgoing message: `sent`, `delivered`, `read`, `failed`, … */
export interface StatusNotification extends NotificationFacts {
  readonly kind: "status"
  readonly chatId: string | undefined
  readonly idMessage: string | undefined
  readonly status: string | undefined
  readonly sendByApi: boolean | undefined
  /** Why it failed. */
  readonly description: string | undefined
}

/** The new state of the instance: `authorized`, `notAuthorized`, `blocked`, … */
export interface StateNotification extends NotificationFacts {
  readonly kind: "state"
  readonly stateInstance: string | undefined
}

/** The monthly quota of the instance's plan is used up. */
export interface QuotaNotification extends NotificationFacts {
  readonly kind: "quota"
  readonly method: string | undefined
  readonly used: number | undefined
  readonly total: number | undefined
  readonly status: string | undefined
  readonly description: string | undefined
}

/** A call as in the journal of calls: `chatId` is the caller or callee. */
export interface CallNotification extends NotificationFacts, DecodedRecord {
  readonly kind: "call"
  readonly direction: "incoming" | "outgoing"
  readonly from: string | undefined
  readonly idMessage: string | undefined
  readonly status: string | undefined
}

/** A chat has blocked or unblocked the account. */
export interface BlockNotification extends NotificationFacts {
  readonly kind: "block"
  readonly chatId: string | undefined
  readonly chatState: string | undefined
}

/** A kind that is unknown to this version, or deprecated. */
export interface OtherNotification extends NotificationFacts {
  readonly kind: "other"
}

/** Not a notification: not JSON, not an object, or without `typeWebhook`. */
export interface NoNotification {
  readonly kind: "none"
  readonly issues: ReadonlyArray<RecordIssue>
}

/** A decoded notification: its `kind` narrows it. */
export type DecodedNotification =
  | MessageNotification
  | StatusNotification
  | StateNotification
  | QuotaNotification
  | CallNotification
  | BlockNotification
  | OtherNotification
  | NoNotification
