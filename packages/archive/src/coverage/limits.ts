// What the journals of each messenger give: the one place that knows it.
//
// Sources: https://green-api.com/en/docs/api/journals/LastIncomingMessages/,
// https://green-api.com/v3/docs/api/journals/LastIncomingMessages/. Of Telegram no limit is documented: it is taken as WhatsApp.
import { type Messenger, type MessengerEvidence, messengerOf } from "@chatledger/core"

const MINUTE = 60 * 1000
const DAY_MINUTES = 24 * 60

/** The limits of a journal. */
export interface JournalLimits {
  /** A reply of so many records is probably cut. */
  readonly mostRecords: number
  /** How far back the journal is taken to reach, in milliseconds, until replies show more. */
  readonly retentionMillis: number
  /** The window of the first sync: all the history that can be expected. */
  readonly firstMinutes: number
  /** Whether a record that is older than this retention proves by itself that the journal reaches it. */
  readonly isOldRecordProof: boolean
}

/** 24 hours are the vendor's default window; it documents no retention. */
const whatsapp: JournalLimits = {
  mostRecords: 10_000,
  retentionMillis: DAY_MINUTES * MINUTE,
  firstMinutes: 30 * DAY_MINUTES,
  isOldRecordProof: false
}

const limits: Readonly<Record<Messenger, JournalLimits>> = {
  whatsapp,
  telegram: whatsapp,
  // "Up to 5,000 messages and 3 months"; whether of a chat or of a reply is not told.
  max: {
    mostRecords: 5_000,
    retentionMillis: 90 * DAY_MINUTES * MINUTE,
    firstMinutes: 90 * DAY_MINUTES,
    isOldRecordProof: true
  }
}

/** The limits of the journals of an instance. */
export const limitsOf = (known: MessengerEvidence): JournalLimits => limits[messengerOf(known).messenger]
