// Asks for the texts of the last day, and prints them.
// ID_INSTANCE=… API_URL=… API_TOKEN_INSTANCE=… node fetch-and-print.js
import { createJournalClient } from "@chatledger/core"

const client = createJournalClient({
  idInstance: process.env.ID_INSTANCE,
  apiUrl: process.env.API_URL,
  apiTokenInstance: process.env.API_TOKEN_INSTANCE
})

const { messages } = await client.lastIncomingMessages({ minutes: 24 * 60 })
for (const message of messages)
  if (message.typeMessage === "textMessage") {
    const at = new Date((message.timestamp ?? 0) * 1000).toISOString()
    console.log(at, message.senderName ?? message.senderId, JSON.stringify(message.textMessage))
  }
