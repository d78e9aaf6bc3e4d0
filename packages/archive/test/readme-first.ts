import { readArchive } from "@chatledger/archive"

const types = new Map<string, number>()
for await (const { typeMessage } of readArchive("chatledger-archive"))
  types.set(typeMessage, (types.get(typeMessage) ?? 0) + 1)
console.log(types.get("textMessage")) // 2
