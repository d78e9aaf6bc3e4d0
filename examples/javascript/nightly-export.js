// Writes every table of an archive as Parquet, and a workbook, into a folder; for a scheduler that runs it after `chatledger sync`.
// node nightly-export.js chatledger-archive files
import { openLedger } from "@chatledger/analytics"

const [archive = "chatledger-archive", directory = "files"] = process.argv.slice(2)
const ledger = await openLedger(archive, { timeZone: "Europe/Berlin" })
try {
  const { files } = await ledger.export({ directory, formats: ["parquet", "xlsx"] })
  for (const { file, rows } of files) console.log(file, rows)
} finally {
  await ledger.close()
}
