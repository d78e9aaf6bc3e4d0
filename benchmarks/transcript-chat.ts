// A single chat with all of the messages, as one page: made, and opened in Chromium.
import { execFileSync } from "node:child_process"
import { createReadStream, createWriteStream, existsSync, rmSync, statSync } from "node:fs"
import { createInterface } from "node:readline"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { count, folder, instance, makeMessages, ndjson } from "./data.ts"
import { binary, measure, report } from "./measure.ts"
import { openingText } from "./opening.ts"

const chat = "120363000000000001@g.us"
const replies = `${folder}/one-chat.ndjson`
const archive = `${folder}/one-chat`
const page = `${folder}/one-chat.html`

async function* inOneChat() {
  for await (const line of createInterface({ input: createReadStream(ndjson) }))
    yield `${line.replace(/"chatId":"[^"]*"/g, `"chatId":"${chat}"`)}\n`
}

await makeMessages()
if (!existsSync(archive)) {
  await pipeline(Readable.from(inOneChat()), createWriteStream(replies))
  const words = [binary, "import", replies, "--instance", instance, "--archive", archive]
  execFileSync(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] })
}
rmSync(replies, { force: true })
const words = ["transcript", "--archive", archive, "--tz", "Europe/Moscow", "--quiet", "--force", "-o", page]
report(
  `Transcript of a chat of ${count} messages`,
  measure([{ name: "chatledger transcript", commands: [[binary, ...words, "--chat", chat]] }])
)
console.log(`\n${statSync(page).size} bytes, ${await openingText(page)}`)
rmSync(page, { force: true })
