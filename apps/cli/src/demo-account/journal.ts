// The journal of the made-up account, as its server answers from it at any moment.
//
// Addresses of files are issued anew for every day on which somebody asks, as the vendor does.
//
// Source: https://green-api.com/en/docs/api/journals/LastIncomingMessages/
import { type Journal, scriptedJournal } from "@chatledger/journal-server"
import { day } from "./calendar.ts"
import type { DemoHistory } from "./history.ts"
import type { JournalRecord } from "./record.ts"

const issued = (record: JournalRecord, asked: number): JournalRecord => {
  const address = record["downloadUrl"]
  if (typeof address !== "string" || !address.startsWith("https:")) return record
  return { ...record, downloadUrl: `${address}?expires=${(Math.floor(asked / day) + 3) * day}` }
}

/** The journal of a history. */
export const demoJournal = (history: DemoHistory): Journal =>
  scriptedJournal(history.states, { present: issued })
