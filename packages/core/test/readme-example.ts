import { decodeRecord, isMessageOf, RecordSplitter } from "@chatledger/core"

const reply = `[
  {"typeMessage":"textMessage","idMessage":"A1","chatId":"79001234567@c.us","textMessage":"hello","mood":"sunny"},
  {"typeMessage":"textMessage","idMessage":"A2","textMessage":"again","timestamp":"yesterday"}
]`

const splitter = new RecordSplitter(({ bytes, start, end }) => {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)))
  const { message, setAside, issues } = decodeRecord(value)
  if (message === undefined) return
  const text = isMessageOf(message, "textMessage") ? message.textMessage : undefined
  console.log(message["idMessage"], text, message["mood"], setAside, issues.length)
})
splitter.push(new TextEncoder().encode(reply)) // or chunk by chunk, as it comes from the network
splitter.end()
// A1 hello sunny undefined 0
// A2 again undefined { timestamp: 'yesterday' } 1
