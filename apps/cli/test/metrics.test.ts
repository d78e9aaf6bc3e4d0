// Metrics of an archive, read by somebody else's parser, and by Prometheus's own tool where there is one.
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import parsePrometheus from "parse-prometheus-text-format"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const archived = () => {
  const folder = newFolder()
  writeFileSync(join(folder, "reply.json"), reply(text("A", "hello")))
  const words = ["import", "--instance", "1101000001", "--requested-at", "2026-01-31T12:00:00Z", "reply.json"]
  expect(chatledger(folder, words).code).toBe(0)
  return folder
}

describe("metrics for Prometheus", () => {
  it("are gauges of every instance and journal, with units in their names", () => {
    const { code, stdout } = chatledger(archived(), ["status", "--format", "prometheus"])
    expect(code).toBe(0)
    const metrics = new Map(parsePrometheus(stdout).map((metric) => [metric.name, metric]))
    expect([...metrics.values()].every(({ type }) => type === "GAUGE")).toBe(true)
    const labels = { id_instance: "1101000001", journal: "incoming" }
    const samplesOf = (name: string) => metrics.get(`chatledger_${name}`)?.metrics
    expect(samplesOf("newest_reply_timestamp_seconds")).toEqual([
      { labels, value: String(Date.parse("2026-01-31T12:00:00Z") / 1000) }
    ])
    expect(samplesOf("messages")).toEqual([{ labels, value: "1" }])
    expect(samplesOf("snapshots")).toEqual([{ labels, value: "1" }])
    expect(samplesOf("issues")).toEqual([{ labels, value: "0" }])
    const [age] = samplesOf("newest_reply_age_seconds") ?? []
    expect(Number(age?.value)).toBeGreaterThan(0)
    expect([...metrics.keys()]).toEqual(
      expect.arrayContaining(["chatledger_build_info", "chatledger_reply_bytes"])
    )
  })

  it("are what promtool checks", (context) => {
    context.skip(spawnSync("promtool", ["--version"]).error !== undefined, "promtool is not installed")
    const { stdout } = chatledger(archived(), ["status", "--format", "prometheus"])
    const checked = spawnSync("promtool", ["check", "metrics"], { input: stdout, encoding: "utf8" })
    expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, "", ""])
  })
})
