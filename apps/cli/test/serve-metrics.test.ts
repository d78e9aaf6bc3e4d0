// What monitors ask of a running `chatledger serve`.
import { renameSync } from "node:fs"
import { join } from "node:path"
import parsePrometheus from "parse-prometheus-text-format"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { chatledger } from "./command.ts"
import { filled, instance, type Serving, serving, tokenOf } from "./serving.ts"

describe("chatledger serve, to a monitor", () => {
  const folder = filled()
  let server: Serving
  beforeAll(async () => {
    server = await serving(folder, ["--log-format", "json"])
  })
  afterAll(() => {
    server.process.kill("SIGKILL")
  })
  const metrics = (headers: Readonly<Record<string, string>>) => fetch(`${server.url}/metrics`, { headers })

  it("gives the metrics that status writes, to whoever brings the token", async () => {
    expect((await metrics({})).status).toBe(401)
    const reply = await metrics({ authorization: `Bearer ${tokenOf(folder)}` })
    expect([reply.status, reply.headers.get("content-type")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8"
    ])
    const served = parsePrometheus(await reply.text())
    const written = parsePrometheus(chatledger(folder, ["status", "--format", "prometheus"]).stdout)
    expect(served.map(({ name }) => name)).toEqual(written.map(({ name }) => name))
    const messages = served.find(({ name }) => name === "chatledger_messages")
    expect(messages?.metrics[0]?.labels).toEqual({ id_instance: instance, journal: "incoming" })
  })

  it("is healthy while the archive is there, without a token and without a word of it", async () => {
    const health = async () => {
      const reply = await fetch(`${server.url}/healthz`)
      return [reply.status, await reply.text()]
    }
    expect(await health()).toEqual([200, "ok\n"])
    renameSync(join(folder, "archive"), join(folder, "away"))
    expect(await health()).toEqual([503, "the archive cannot be read\n"])
    renameSync(join(folder, "away"), join(folder, "archive"))
    expect(await health()).toEqual([200, "ok\n"])
    expect((await fetch(`${server.url}/healthz`, { method: "POST" })).status).toBe(404)
  })

  it("says in lines of JSON what it does, and when", () => {
    const lines = server
      .said()
      .trim()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line))
    expect(lines.map(({ event }) => event)).toContain("serving")
    for (const line of lines)
      expect(line).toMatchObject({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        level: "info",
        instance: null,
        event: expect.any(String),
        message: expect.any(String)
      })
  })
})
