// Tells who is in a group of MAX, and which of them wrote in the last day. Ids of MAX are digits; those of groups begin with a minus.
// ID_INSTANCE=… API_URL=… API_TOKEN_INSTANCE=… node max-group.js -70000000000001
import { createJournalClient } from "@chatledger/core"

const client = createJournalClient({
  idInstance: process.env.ID_INSTANCE,
  apiUrl: process.env.API_URL,
  apiTokenInstance: process.env.API_TOKEN_INSTANCE
})

const [groupId] = process.argv.slice(2)
const { read: group } = await client.getGroupData(groupId)
const { messages } = await client.lastIncomingMessages({ minutes: 24 * 60 })
const writers = new Set(messages.filter(({ chatId }) => chatId === groupId).map(({ senderId }) => senderId))

console.log(group.subject)
for (const { chatId, isAdmin } of group.participants ?? [])
  console.log(String(chatId), isAdmin ? "admin" : "member", writers.has(String(chatId)) ? "wrote" : "silent")
