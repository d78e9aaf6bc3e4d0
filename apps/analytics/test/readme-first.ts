import { openLedger } from "@chatledger/analytics"

const ledger = await openLedger("chatledger-archive", { timeZone: "Europe/Berlin" })
console.log(await ledger.sql("select type_message, count(*) as n from messages group by all order by all"))
console.log((await ledger.statistic("messages_by_chat")).length) // 1
await ledger.export({ directory: "files", formats: ["csv", "xlsx"], tables: ["messages"] })
await ledger.close()
