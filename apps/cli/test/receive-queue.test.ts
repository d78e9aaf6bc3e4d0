// receive --consume-queue: what is taken from the queue of the service, and when it is deleted there.
import { type ChildProcess, spawn } from "node:child_process"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { binary, newFolder, running } from "./command.ts"
import { club, configure, type ServiceOptions, served, shop, token } from "./journal-service.ts"
import { exitOf } from "./serving.ts"

const vera = "79071110002@c.us"

const message = (idMessage: string, instance = shop) => ({
  typeWebhook: "incomingMessageReceived",
  instanceData: { idInstance: Number(instance), wid: "79070000001@c.us", typeInstance: "whatsapp" },
  timestamp: 1_770_000_000,
  idMessage,
  senderData: { chatId: vera, sender: vera, senderName: "Vera" },
  messageData: { typeMessage: "textMessage", textMessageData: { textMessage: `text ${idMessage}` } }
})

interface Consuming {
  readonly process: ChildProcess
  readonly said: () => string
}

/** A service with a queue, an office that may read it, and the program that does. */
const office = async (options: ServiceOptions = {}, ids: ReadonlyArray<string> = [shop]) => {
  const service = await served({ notifications: true, instances: ids, ...options })
  const folder = newFolder()
  configure(folder, service.url, ids, { archive: "archive" })
  const consume = (...words: ReadonlyArray<string>): Consuming => {
    const child = spawn(process.execPath, [binary, "receive", "--consume-queue", ...words], {
      cwd: folder,
      env: { ...process.env, LC_ALL: "C", CHATLEDGER_ARCHIVE: "" },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let said = ""
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString()
    })
    return { process: child, said: () => said }
  }
  const notify = (body: unknown, instance = shop) => service.change((server) => server.notify(instance, body))
  const queued = (instance = shop) => {
    let count = 0
    service.change((server) =>
      Effect.map(server.queued(instance), (found) => {
        count = found
      })
    )
    return count
  }
  const texts = async () => {
    const asked = "select string_agg(message_id, ',' order by message_id) as ids from messages"
    const { stdout } = await running(folder, ["sql", asked, "--format", "json"])
    return JSON.parse(stdout)[0]?.ids
  }
  return { consume, folder, notify, queued, service, texts }
}

const patient = { timeout: 120_000 }

describe("receive --consume-queue", () => {
  it("warns, archives each notification before it deletes it, and ends at once when it is told to", async () => {
    const { consume, folder, notify, queued, texts } = await office(
      {
        faults: [
          { instanceId: shop, method: "receiveNotification", nth: 2, fault: { kind: "status", status: 500 } },
          { instanceId: shop, method: "deleteNotification", nth: 1, fault: { kind: "status", status: 502 } }
        ]
      },
      [shop, club]
    )
    notify(message("A"))
    notify(message("B"))
    notify(message("C", club), club)
    const { process: child, said } = consume()
    await expect.poll(() => queued() + queued(club), patient).toBe(0)
    notify(message("D"))
    await expect.poll(() => queued(), patient).toBe(0)
    const ended = exitOf(child)
    child.kill("SIGINT")
    await ended
    expect(said()).toContain("any other program that reads the queue no longer receives them")
    expect(said()).toMatch(new RegExp(`${shop}: [23] notifications archived and deleted from the queue`))
    expect(said()).not.toContain(token)
    expect(await texts()).toBe("A,B,C,D")
    expect((await running(folder, ["verify"])).code).toBe(0)
  })

  it("counts a notification once that was archived and not deleted before it was killed", async () => {
    const { consume, notify, queued, service, texts } = await office({
      faults: [{ instanceId: shop, method: "deleteNotification", nth: 1, fault: { kind: "hang" } }]
    })
    notify(message("A"))
    const first = consume()
    const isDeleting = () => service.requests().some(({ method }) => method === "deleteNotification")
    await expect.poll(isDeleting, patient).toBe(true)
    const ended = exitOf(first.process)
    first.process.kill("SIGKILL")
    await ended
    expect([queued(), await texts()]).toEqual([1, "A"])
    const second = consume()
    await expect.poll(() => queued(), patient).toBe(0)
    second.process.kill("SIGINT")
    await exitOf(second.process)
    expect(await texts()).toBe("A")
  })

  it("deletes nothing that it cannot archive, and says which queue is no longer read", async () => {
    const { consume, notify, queued } = await office()
    notify({ something: "else" })
    const { process: child, said } = consume()
    await exitOf(child)
    expect(child.exitCode).toBe(3)
    expect(said()).toContain(`${shop}: its queue is no longer read`)
    expect(queued()).toBe(1)
    const busy = await office({
      instances: [{ idInstance: shop, settings: { webhookUrl: "https://a.example" } }]
    })
    const refused = busy.consume()
    await exitOf(refused.process)
    expect(refused.said()).toContain("webhookUrl")
    const both = await running(busy.folder, ["receive", "--consume-queue", "--authorization-file", "token"])
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("--authorization-file")])
  })
})
