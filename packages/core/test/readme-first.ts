import { createJournalClient } from "@chatledger/core"

const fetch = async () => Response.json([{ typeMessage: "textMessage", textMessage: "Hello" }]) // to try it
const shop = { idInstance: "1101000001", apiUrl: "https://1101.api.green-api.com", apiTokenInstance: "token" }
const { messages } = await createJournalClient({ ...shop, fetch }).lastIncomingMessages({ minutes: 60 })
for (const message of messages) if (message.typeMessage === "textMessage") console.log(message.textMessage)
// Hello
