// What notifications alone tell, where people look for it: `status`, messages and transcripts.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

const instance = "1101000091"
const olga = "79000000091@c.us"
const start = 1_767_225_600

const notified = (typeWebhook: string, seconds: number, fields: object) => ({
  typeWebhook,
  instanceData: { idInstance: Number(instance), wid: "79000000090@c.us", typeInstance: "whatsapp" },
  timestamp: start + seconds,
  ...fields
})

const status = (idMessage: string, seconds: number, text: string) =>
  notified("outgoingMessageStatus", seconds, { chatId: olga, idMessage, status: text, sendByApi: true })

const said = (idMessage: string, seconds: number, messageData: object) =>
  notified("incomingMessageReceived", seconds, {
    idMessage,
    senderData: { chatId: olga, sender: olga, senderName: "Ольга" },
    messageData
  })

const call = (seconds: number, told: string) =>
  notified("incomingCall", seconds, { idMessage: "K", from: olga, status: told })

describe("an archive of notifications", () => {
  const folder = newFolder()
  const run = (...words: ReadonlyArray<string>) => chatledger(folder, words)

  beforeAll(() => {
    const sent = { type: "outgoing", idMessage: "S", timestamp: start, chatId: olga }
    const journal = [
      { ...sent, typeMessage: "textMessage", textMessage: "привет", statusMessage: "delivered" }
    ]
    writeFileSync(join(folder, "journal.json"), JSON.stringify(journal))
    const log = [
      status("S", 30, "failed"),
      said("B", 40, {
        typeMessage: "interactiveButtonsResponse",
        interactiveButtonsResponse: { stanzaId: "S", selectedId: "1", selectedDisplayText: "Подтверждаю" }
      }),
      said("E", 50, {
        typeMessage: "editedMessage",
        editedMessageData: { stanzaId: "GONE", textMessage: "новый текст", caption: null }
      }),
      said("D", 51, { typeMessage: "deletedMessage", deletedMessageData: { stanzaId: "GONE2" } }),
      call(60, "offer"),
      call(65, "hangUp")
    ]
    writeFileSync(join(folder, "log.json"), JSON.stringify(log))
    const at = ["--instance", instance, "--requested-at", "2026-01-02T00:00:00Z"]
    expect(run("import", "journal.json", "--journal", "outgoing", ...at).code).toBe(0)
    expect(run("import", "log.json", "--instance", instance).code).toBe(0)
  })

  it("counts in status what the log has", () => {
    const rows = JSON.parse(run("status", "--format", "json").stdout) as ReadonlyArray<
      Record<string, unknown>
    >
    const counts = rows.map(({ journal, messages, oldest_message_at }) => [
      journal,
      Number(messages),
      oldest_message_at
    ])
    expect(counts).toEqual([
      ["notifications", 4, "2026-01-01T00:00:40Z"],
      ["outgoing", 1, "2026-01-01T00:00:00Z"]
    ])
  })

  it("shows a message as failed if a notification says so after the journal", () => {
    const { stdout } = run(
      "sql",
      "select status_message from messages where message_id = 'S'",
      "--format",
      "csv"
    )
    expect(stdout).toContain("failed")
  })

  it("finds the button that a customer tapped", () => {
    expect(run("search", "подтверждаю", "--format", "csv").stdout).toContain("Подтверждаю")
  })

  it("says in a transcript how a call ended, and of what an edit or a deletion is", () => {
    const told = (locale: string) =>
      run("transcript", "--format", "txt", "-o", "-", "--tz", "UTC", "--locale", locale).stdout
    expect(told("en")).toContain("Ольга edited a message that is not in this transcript: новый текст\n")
    expect(told("en")).toContain("Ольга deleted a message that is not in this transcript\n")
    expect(told("en")).toContain("Incoming call, declined\n")
    expect(told("ru")).toContain("Входящий звонок, отклонён\n")
    expect(told("ru")).not.toMatch(/hangUp|offer/)
  })
})
