import { type ChildProcess, spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { request } from "node:http"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { binary, chatledger, newFolder } from "./command.ts"
import { exitOf } from "./serving.ts"

const instance = "1101000093"
const secret = "a-long-secret-for-webhooks"
const nadia = "79071110001@c.us"

const webhook = (
  typeWebhook: string,
  timestamp: number,
  more: object,
  idInstance: unknown = Number(instance)
) =>
  JSON.stringify({
    typeWebhook,
    instanceData: { idInstance, wid: "79070000001@c.us", typeInstance: "whatsapp" },
    timestamp,
    ...more
  })
const message = (idMessage: string, textMessage: string) =>
  webhook("incomingMessageReceived", 1_770_000_000, {
    idMessage,
    senderData: { chatId: nadia, sender: nadia, senderName: "Nadia" },
    messageData: { typeMessage: "textMessage", textMessageData: { textMessage } }
  })

interface Receiving {
  readonly process: ChildProcess
  readonly url: string
  readonly said: () => string
}

const receiving = (folder: string, words: ReadonlyArray<string> = []) =>
  new Promise<Receiving>((resolve, reject) => {
    const child = spawn(process.execPath, [binary, "receive", "--port", "0", ...words], {
      cwd: folder,
      env: {
        ...process.env,
        LC_ALL: "C",
        CHATLEDGER_ARCHIVE: join(folder, "archive"),
        CHATLEDGER_WEBHOOK_AUTHORIZATION: secret
      },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let said = ""
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString()
      const url = /at (http:\/\/127\.0\.0\.1:\d+); Ctrl-C/.exec(said)?.[1]
      if (url !== undefined) resolve({ process: child, url, said: () => said })
    })
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })

describe("chatledger receive", () => {
  const folder = newFolder()
  let server: Receiving
  beforeAll(async () => {
    server = await receiving(folder, ["--instance", instance, "--max-size", "65536"])
  })
  afterAll(() => {
    server.process.kill("SIGKILL")
  })

  const post = async (body: string, headers: Readonly<Record<string, string>> = {}) => {
    const answered = await fetch(server.url, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${secret}`, ...headers }
    })
    await answered.arrayBuffer()
    return answered.status
  }

  /** A body of 100 GB, announced, or sent in pieces without end: refused before it is read. */
  const endless = (isAnnounced: boolean) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(server.url, {
        method: "POST",
        headers: { authorization: secret, ...(isAnnounced ? { "content-length": "100000000000" } : {}) }
      })
      sent.on("response", (response) => {
        resolve(response.statusCode)
        sent.destroy()
      })
      sent.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error)
      })
      sent.write("x".repeat(200_000))
    })

  it("refuses who does not bring the header, and what is no notification of its instances", async () => {
    expect(await post(message("A", "hi"), { authorization: "Bearer wrong" })).toBe(401)
    expect(await post(message("A", "hi"), { authorization: "" })).toBe(401)
    expect((await fetch(server.url, { headers: { authorization: secret } })).status).toBe(405)
    expect(await post("<html>")).toBe(400)
    expect(await post("[1]")).toBe(400)
    expect(await post(`[${message("A", "1")},${message("B", "2")}]`)).toBe(400)
    expect(await post(webhook("stateInstanceChanged", 1, {}, "../x"))).toBe(400)
    expect(await post(webhook("stateInstanceChanged", 1, {}, 42))).toBe(403)
    expect(await post("x", { "content-encoding": "gzip" })).toBe(415)
    expect(await endless(true)).toBe(413)
    expect(await endless(false)).toBe(413)
    expect(server.said()).not.toContain(secret)
    await expect
      .poll(() => server.said().match(/refused \(\d+\)/g))
      .toEqual(["refused (401)", "refused (415)", "refused (413)", "refused (413)"])
  })

  it("has kept what it acknowledged when it is killed, and counts what is repeated once", async () => {
    expect(await post(message("A", "first"))).toBe(200)
    expect(await post(message("A", "first"), { authorization: `bearer ${secret}` })).toBe(200)
    const ended = exitOf(server.process)
    const last = await post(
      webhook("outgoingMessageStatus", 1_770_000_009, { chatId: nadia, idMessage: "B", status: "read" })
    )
    server.process.kill("SIGKILL")
    expect(last).toBe(200)
    await ended
    server = await receiving(folder)
    expect(await post(message("A", "first"), { authorization: secret })).toBe(200)
    expect(await post(message("C", "second"))).toBe(200)
    const answered = chatledger(folder, [
      "sql",
      "select (select string_agg(text, ',' order by text) from messages) as texts, (select string_agg(message_id || status, ',') from message_statuses) as statuses",
      "--format",
      "json"
    ])
    expect(JSON.parse(answered.stdout)).toEqual([{ texts: "first,second", statuses: "Bread" }])
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })

  it("ends within a second of being told to", async () => {
    const since = performance.now()
    const ended = exitOf(server.process)
    server.process.kill("SIGTERM")
    await ended
    expect(performance.now() - since).toBeLessThan(5000)
  })

  it("does not start without a value for the header, with a short one, or for others than this computer", () => {
    for (const [words, says] of [
      [["receive"], "--authorization-file"],
      [["receive", "--authorization-file", "short"], "16 to 1,000"],
      [["receive", "--authorization-file", "missing"], "missing"],
      [["receive", "--host", "0.0.0.0"], "this computer only"]
    ] as const) {
      writeFileSync(join(folder, "short"), "short\n")
      const { code, stderr } = chatledger(folder, [...words])
      expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
    }
  })
})
