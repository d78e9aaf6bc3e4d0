// The limits of each messenger's journals; the only place that defines them.
//
// Sources: https://green-api.com/en/docs/api/journals/LastIncomingMessages/,
// https://green-api.com/v3/docs/api/journals/LastIncomingMessages/. Telegram documents no limits: those of WhatsApp are assumed.
import { type Messenger, type MessengerEvidence, messengerOf } from "@chatledger/core"

const MINUTE = 60 * 1000
const DAY_MINUTES = 24 * 60

/** The limits of a journal. */
export interface JournalLimits {
  /** A reply with this many records is probably truncated. */
  readonly mostRecords: number
  /** The assumed retention of the journal in milliseconds, until replies prove more. */
  readonly retentionMillis: number
  /** The window of the first sync in minutes: all history that can be expected. */
  readonly firstMinutes: number
  /** True if a record older than this retention proves that the journal reaches back to it. */
  readonly isOldRecordProof: boolean
}

/** 24 hours are the vendor's default window; the retention is not documented. */
const whatsapp: JournalLimits = {
  mostRecords: 10_000,
  retentionMillis: DAY_MINUTES * MINUTE,
  firstMinutes: 30 * DAY_MINUTES,
  isOldRecordProof: false
}

const limits: Readonly<Record<Messenger, JournalLimits>> = {
  whatsapp,
  telegram: whatsapp,
  // "Up to 5,000 messages and 3 months"; the documentation does not tell whether per chat or per reply.
  max: {
    mostRecords: 5_000,
    retentionMillis: 90 * DAY_MINUTES * MINUTE,
    firstMinutes: 90 * DAY_MINUTES,
    isOldRecordProof: true
  }
}

/** The limits of an instance's journals. */
export const limitsOf = (known: MessengerEvidence): JournalLimits => limits[messengerOf(known).messenger]
