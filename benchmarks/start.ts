// Starting: short commands on an archive of three messages, against node doing nothing.
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { instance } from "./data.ts"
import { binary, measure, report } from "./measure.ts"

const chat = "79001000001@c.us"
const line = (idMessage: string, timestamp: number) =>
  JSON.stringify({
    type: "incoming",
    idMessage,
    timestamp,
    typeMessage: "textMessage",
    chatId: chat,
    senderId: chat,
    senderName: "Anna",
    textMessage: `Message ${idMessage}`
  })

const folder = mkdtempSync(join(tmpdir(), "chatledger-start-"))
const messages = join(folder, "messages.ndjson")
const archive = join(folder, "archive")
const imported = join(folder, "imported")
writeFileSync(
  messages,
  [line("A1", 1_700_000_000), line("A2", 1_700_000_010), line("A3", 1_700_000_020)].join("\n")
)

const importTo = (place: string) => [binary, "import", messages, "--instance", instance, "--archive", place]
const remove = (path: string) => rmSync(path, { recursive: true, force: true })
const stats = { commands: [[binary, "stats", "messages_by_chat", "--archive", archive]] }

execFileSync(process.execPath, importTo(archive), { stdio: "ignore" })
report(
  "Starting",
  measure([
    { name: "node, nothing", commands: [["-e", "0"]] },
    { name: "chatledger --help", commands: [[binary, "--help"]] },
    { name: "import", commands: [importTo(imported)], before: () => remove(imported) },
    { name: "stats, the first", ...stats, before: () => remove(join(archive, "cache")) },
    { name: "stats", ...stats },
    { name: "status", commands: [[binary, "status", "--archive", archive]] }
  ])
)
remove(folder)
