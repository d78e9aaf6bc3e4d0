import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

it("imports a chat that a phone exported, once its zone and chat are given", () => {
  const folder = newFolder()
  writeFileSync(
    join(folder, "chat.txt"),
    "01.03.2025, 00:04 - Вера: ау\n01.03.2025, 00:05 - Вера: <Без медиафайлов>\n"
  )
  const command = ["import", "chat.txt", "--instance", "1101000001"]
  const refused = chatledger(folder, command)
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining("add --tz with the zone of that phone")
  ])
  const kept = chatledger(folder, [...command, "--tz", "europe/moscow", "--chat", "120363000000000001@g.us"])
  expect(kept.code).toBe(0)
  expect(kept.stderr).toContain(
    "chat.txt: 2 records, phone (120363000000000001@g.us, day before month, Europe/Moscow), added"
  )
  const { stdout } = chatledger(folder, ["stats", "phone_exports", "--format", "json"])
  expect(JSON.parse(stdout)).toMatchObject([
    { messages: 2, in_journal: 0, last_message_at: "2025-02-28T21:05:00Z" }
  ])
  expect(chatledger(folder, ["stats", "messages_by_chat"]).stderr).toContain(
    "this archive has 2 messages of exported chats (table phone_messages), but none of a journal yet"
  )
})
