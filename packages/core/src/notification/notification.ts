// What a notification tells, one shape for each kind: the body of a webhook, or what receiveNotification answers.
//
// Source: https://green-api.com/en/docs/api/receiving/notifications-format/type-webhook/
import type { DecodedRecord } from "../decode.ts"
import type { RecordIssue } from "../issue.ts"

/** What every notification tells. Whatever is missing, or no text, is undefined. */
export interface NotificationFacts {
  /** As sent: `incomingMessageReceived`, `outgoingMessageStatus`, … */
  readonly typeWebhook: string
  readonly idInstance: string | undefined
  /** Of the account: `79001234567@c.us`. */
  readonly wid: string | undefined
  /** `whatsapp`, `v3` (MAX), `telegram`. */
  readonly typeInstance: string | undefined
  /** Seconds since 1970. */
  readonly timestamp: number | undefined
  /** What deleteNotification wants; only of receiveNotification. */
  readonly receiptId: number | undefined
  /** All of it, as sent. */
  readonly notification: Readonly<Record<string, unknown>>
}

/** A message, as the journal would tell it, with `chatName` and `senderPhoneNumber`, which the journal lacks. */
export interface MessageNotification extends NotificationFacts, DecodedRecord {
  readonly kind: "message"
  readonly direction: "incoming" | "outgoing"
}

/** How far an outgoing message is: `sent`, `delivered`, `read`, `failed`, … */
export interface StatusNotification extends NotificationFacts {
  readonly kind: "status"
  readonly chatId: string | undefined
  readonly idMessage: string | undefined
  readonly status: string | undefined
  readonly sendByApi: boolean | undefined
  /** Why it failed. */
  readonly description: string | undefined
}

/** The instance is `authorized`, `notAuthorized`, `blocked`, … from now on. */
export interface StateNotification extends NotificationFacts {
  readonly kind: "state"
  readonly stateInstance: string | undefined
}

/** What the plan of the instance allows in a month is used up. */
export interface QuotaNotification extends NotificationFacts {
  readonly kind: "quota"
  readonly method: string | undefined
  readonly used: number | undefined
  readonly total: number | undefined
  readonly status: string | undefined
  readonly description: string | undefined
}

/** A call, as the journal of calls would tell it: `chatId` is who calls, or is called. */
export interface CallNotification extends NotificationFacts, DecodedRecord {
  readonly kind: "call"
  readonly direction: "incoming" | "outgoing"
  readonly from: string | undefined
  readonly idMessage: string | undefined
  readonly status: string | undefined
}

/** A chat blocks the account, or does so no longer. */
export interface BlockNotification extends NotificationFacts {
  readonly kind: "block"
  readonly chatId: string | undefined
  readonly chatState: string | undefined
}

/** A kind that this version does not know, or that is out of use. */
export interface OtherNotification extends NotificationFacts {
  readonly kind: "other"
}

/** Something that is no notification: no JSON, no object, or without `typeWebhook`. */
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
