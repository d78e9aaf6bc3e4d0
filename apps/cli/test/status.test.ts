import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { commitSnapshot, type Facts, openOrCreateArchive, snapshotId } from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const sha256 = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"

/** An empty reply to a sync. */
const emptyReply = (requested_at: string, told: Partial<Facts> = {}): Facts => ({
  version: 1,
  snapshot_id: snapshotId({ requestedAt: new Date(requested_at), journal: "incoming", part: 0, sha256 }),
  instance_id: "1101000091",
  journal: "incoming",
  origin: "sync",
  requested_at,
  requested_at_is_guess: false,
  minutes: 31,
  server_date: null,
  status: 200,
  byte_count: 2,
  sha256,
  record_count: 0,
  oldest_timestamp: null,
  newest_timestamp: null,
  source: null,
  evidence: null,
  program: "test",
  ...told
})

/** A folder with an archive of empty replies. */
const synced = async (...replies: ReadonlyArray<Facts>) => {
  const folder = newFolder()
  const commit = Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(join(folder, "archive"))
    for (const facts of replies) yield* commitSnapshot(archive, facts, new TextEncoder().encode("[]"))
  })
  await Effect.runPromise(Effect.provide(commit, NodeServices.layer))
  return folder
}

describe("status", () => {
  it("tells up to when a journal is covered, and what is lost since", async () => {
    const looks = (asked_at: string, incomingWebhook: string) => ({
      evidence: { asked_at, state: "authorized", settings: { incomingWebhook } }
    })
    const folder = await synced(
      emptyReply("2024-01-29T12:00:00.000Z", looks("2024-01-29T12:00:00.000Z", "no")),
      emptyReply("2024-01-29T12:10:00.000Z", looks("2024-01-29T12:10:00.000Z", "yes")),
      emptyReply("2024-01-29T12:20:00.000Z"),
      emptyReply("2024-01-29T14:00:00.000Z")
    )
    const { code, stdout } = chatledger(folder, ["status", "--format", "json"])
    const [row] = JSON.parse(stdout)
    expect(row).toMatchObject({
      journal: "incoming",
      covered_until: "2024-01-29T13:57:00Z",
      blind_seconds: 45 * 60,
      truncated_seconds: 0
    })
    expect(row.lost_seconds).toBeGreaterThan(24 * 60 * 60)
    expect(code).toBe(0)
  })

  itInFull("ends with 3 when an instance was not asked for longer than --max-age, and names it", async () => {
    const folder = await synced(emptyReply("2024-01-29T12:00:00.000Z"))
    const { code, stderr } = chatledger(folder, ["status", "--max-age", "2h"])
    expect(stderr).toContain("instance 1101000091: the last request was more than 2h ago")
    expect(code).toBe(3)
    expect(chatledger(folder, ["status", "--max-age", "soon"]).code).toBe(2)
  })

  itInFull("ends with 3 under --max-age when nothing was ever synced", () => {
    const folder = newFolder()
    writeFileSync(join(folder, "a.json"), reply(text("A", "1")))
    chatledger(folder, ["import", "a.json", "--instance", "1101000091"])
    expect(chatledger(folder, ["status", "--max-age", "7d"]).code).toBe(3)
    const [row] = JSON.parse(chatledger(folder, ["status", "--format", "json"]).stdout)
    expect(row).toMatchObject({ covered_until: null, gaps: null, next_loss_at: null, messages: 1 })
  })

  it("fails on gaps, losses and stale instances where a monitor asks for it, with a code of its own", async () => {
    const now = Date.now()
    const at = (hoursAgo: number) => new Date(now - hoursAgo * 3_600_000).toISOString()
    const failing = async (folder: string, ...words: ReadonlyArray<string>) => {
      const { code, stderr } = chatledger(folder, ["status", "--format", "json", ...words])
      return [code, stderr.trim()]
    }
    const gap = await synced(emptyReply(at(5)), emptyReply(at(3)))
    expect(await failing(gap)).toEqual([0, ""])
    expect(await failing(gap, "--fail-on", "gaps")).toEqual([
      8,
      expect.stringMatching(/^instance 1101000091, incoming: 1 gap that a sync can still fill$/)
    ])
    expect(await failing(gap, "--fail-on", "lost,stale")).toEqual([0, ""])
    expect(await failing(gap, "--fail-on", "stale=2h")).toEqual([
      8,
      expect.stringContaining("instance 1101000091: the last request was more than 2h ago")
    ])
    const lost = await synced(emptyReply(at(24 * 40)), emptyReply(at(24 * 39)), emptyReply(at(1)))
    expect(await failing(lost, "--fail-on", "lost")).toEqual([8, expect.stringMatching(/periods? lost/)])
    expect((await failing(lost, "--fail-on", "lost=1h"))[0]).toBe(0)
    for (const wrong of ["gap", "", "gaps=2h", "stale=soon", "gaps,"])
      expect(await failing(gap, "--fail-on", wrong)).toEqual([
        2,
        expect.stringContaining("write gaps, lost, stale, or several")
      ])
  })
})
