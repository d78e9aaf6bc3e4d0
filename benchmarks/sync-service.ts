// The service of `sync.ts` and `sync-instances.ts`, in a separate process: answers any journal with one of some prepared
// replies; with `--outgoing empty` the outgoing one with none. Contacts and chats are the same of every instance, without groups.
//
// Prints its address as the first line, and ends with standard input. Bodies are plain and all of one size class.
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { parseArgs } from "node:util"
import { messageLines } from "./messages.ts"

const { outgoing } = parseArgs({ options: { outgoing: { type: "string" } } }).values
const RECORDS = 200
const REPLIES = 20

const lines = [...messageLines({ count: RECORDS * REPLIES, seed: 3 })]
const bodies = Array.from({ length: REPLIES }, (_, index) =>
  Buffer.from(
    `[${lines
      .slice(index * RECORDS, (index + 1) * RECORDS)
      .toReversed()
      .join(",")}]`
  )
)

const idAt = (index: number) => `7900000${String(index).padStart(4, "0")}@c.us`
const contacts = Array.from({ length: 200 }, (_, index) => ({
  id: idAt(index),
  name: `Name ${index}`,
  contactName: "",
  type: "user"
}))
const chats = contacts.slice(0, 50).map(({ id, name }) => ({ id, name, type: "user" }))

let served = 0
const smallReplies = [
  ...(outgoing === "empty" ? [{ method: "lastOutgoingMessages", body: "[]" }] : []),
  { method: "getContacts", body: JSON.stringify(contacts) },
  { method: "getChats", body: JSON.stringify(chats) },
  { method: "getStateInstance", body: '{"stateInstance":"authorized"}' },
  {
    method: "getSettings",
    body: '{"incomingWebhook":"yes","outgoingWebhook":"yes","outgoingMessageWebhook":"yes"}'
  }
]
const server = createServer((request, response) => {
  const small = smallReplies.find(({ method }) => request.url?.includes(`/${method}/`))
  if (small !== undefined) {
    response.writeHead(200, { "content-type": "application/json" })
    return response.end(small.body)
  }
  const body = bodies[served++ % REPLIES] as Buffer
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length })
  response.end(body)
})
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.stdin.resume().on("end", () => process.exit())
