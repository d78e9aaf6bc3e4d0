// `stats --dataset` with `--workers`, `--shard` and `--part`.
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger } from "./command.ts"
import { demoFolder } from "./demo-folder.ts"

const folder = demoFolder()
const made = ["--archive", join("chatledger-demo", "archive"), "-o", "dataset"]
chatledger(folder, ["export", "--format", "delta", ...made])

describe("a statistic of a dataset in parts", () => {
  const stats = (...words: ReadonlyArray<string>) =>
    chatledger(folder, ["stats", ...words, "--dataset", "dataset", "--archive", "none"])
  const csv = ["--format", "csv"]

  it("is what one process answers, with people, names and a limit", () => {
    const questions = [
      ["messages_by_sender", "--people", "--limit", "7"],
      ["activity_by_day", "--tz", "Asia/Almaty", "--instance", "1101000001"],
      ["poll_results", "--columns", "poll_name,option_name,votes"]
    ]
    for (const words of questions) {
      const asked = stats(...words, ...csv, "--workers", "3")
      expect([asked.code, asked.stdout]).toEqual([0, stats(...words, ...csv).stdout])
    }
    const alone = stats("reaction_latency", ...csv, "--workers", "2")
    expect(alone.stderr).toContain("reaction_latency cannot be answered in parts: one process answers it")
    expect(alone.stdout).toBe(stats("reaction_latency", ...csv).stdout)
  })

  it("is put together from the files of shards, and refuses when one is missing or of another question", () => {
    const part = (shard: string, ...words: ReadonlyArray<string>) => {
      const path = `part-${shard.replace("/", "-")}.parquet`
      expect(stats("messages_by_chat", "--shard", shard, "-o", path, "--force", ...words).code).toBe(0)
      return ["--part", path]
    }
    const [one, two] = [part("1/2"), part("2/2")]
    const merged = stats("messages_by_chat", ...two, ...one, ...csv, "--limit", "20")
    expect(merged.stdout).toBe(stats("messages_by_chat", ...csv, "--limit", "20").stdout)
    const refusals: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
      [one, "parts are missing: 2/2"],
      [[...one, ...one], "part 1/2 was given twice"],
      [[...one, ...part("2/2", "--to", "2026-01-20")], "have other parameters"],
      [[...one, "--part", "dataset"], "--part dataset cannot be read"],
      [["--shard", "1/2", "--limit", "2"], "--shard and --limit cannot be combined"],
      [["--shard", "3/2"], "--shard 3/2"],
      [["--workers", "0"], "--workers 0: use a number from 1 to 64"]
    ]
    for (const [words, sentence] of refusals) {
      const { code, stderr } = stats("messages_by_chat", ...words)
      expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
    }
    expect(stats("words", ...one).stderr).toContain("is not an answer of words")
    expect(stats("last_seen", "--shard", "1/2").stderr).toContain("last_seen cannot be answered in parts")
    const archive = chatledger(folder, ["stats", "words", "--workers", "2"])
    expect(archive.stderr).toContain("--workers needs --dataset")
  })
})
