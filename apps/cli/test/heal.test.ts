// A time that no journal told is asked of the histories of the chats that were active around it.
import { createHash } from "node:crypto"
import { join } from "node:path"
import { commitSnapshot, type Facts, openOrCreateArchive, snapshotId } from "@chatledger/archive"
import { type Journal, scriptedJournal } from "@chatledger/journal-server"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { newFolder, running } from "./command.ts"
import { ago, configure, incoming, served, shop } from "./journal-service.ts"
import { text } from "./replies.ts"

const day = 24 * 60 * 60
const before = text("BEFORE", "before", ago(4 * day))
const missed = text("MISSED", "missed", ago(2 * day))

/** A sync of four days ago, which was the last one for long. */
const oldSync = async (path: string) => {
  const body = new TextEncoder().encode(JSON.stringify([before]))
  const requestedAt = new Date((ago(4 * day) + 600) * 1000)
  const sha256 = createHash("sha256").update(body).digest("hex")
  const facts: Facts = {
    version: 1,
    snapshot_id: snapshotId({ requestedAt, journal: "incoming", part: 0, sha256 }),
    instance_id: shop,
    journal: "incoming",
    origin: "sync",
    requested_at: requestedAt.toISOString(),
    requested_at_is_guess: false,
    minutes: 60,
    server_date: null,
    status: 200,
    byte_count: body.length,
    sha256,
    record_count: 1,
    oldest_timestamp: before.timestamp,
    newest_timestamp: before.timestamp,
    source: null,
    evidence: null,
    program: "test"
  }
  await Effect.runPromise(
    Effect.flatMap(openOrCreateArchive(path), (archive) => commitSnapshot(archive, facts, body)).pipe(
      Effect.provide(NodeServices.layer)
    )
  )
}

it("sync --heal asks once, keeps the history as a snapshot, and says what it has filled", async () => {
  const { recordsAt } = scriptedJournal([incoming(shop, "NOW", ago(60))])
  const encoded = [missed, before].map((record) => new TextEncoder().encode(JSON.stringify(record)))
  const journal: Journal = {
    recordsAt,
    chats: {
      historyAt: () => Effect.succeed(encoded),
      messageAt: () => Effect.succeed(undefined),
      seenAt: () => Effect.succeed({ chats: [], people: [], hasBareIds: false })
    }
  }
  const service = await served({ journal })
  const folder = newFolder()
  configure(folder, service.url, [shop], { directory: "off" })
  await oldSync(join(folder, "archive"))
  const asked = () => service.requests().filter(({ method }) => method === "getChatHistory").length
  const plain = await running(folder, ["sync"])
  expect([plain.code, asked()]).toEqual([3, 0])
  const { stderr } = await running(folder, ["sync", "--heal"])
  expect(stderr).toContain(`${shop}: 1 chat asked for history around lost time, 2 records received`)
  expect(asked()).toBe(1)
  const found = await running(folder, ["stats", "healed_gaps", "--format", "json"])
  expect(JSON.parse(found.stdout)).toMatchObject([{ chat_id: missed.chatId, is_whole: true, messages: 1 }])
  await running(folder, ["sync", "--heal"])
  expect(asked()).toBe(1)
  const kept = await running(folder, [
    "sql",
    "select message_id from messages order by sent_at",
    "--format",
    "csv"
  ])
  expect(kept.stdout.trim().split(/\r?\n/)).toEqual(["message_id", "BEFORE", "MISSED", "NOW"])
})

it("sync --heal reports a broken record of a history, keeps the others, and exits with 3", async () => {
  const body = `[${JSON.stringify(missed)},{"type":"incoming" oops},${JSON.stringify(before)}]`
  const service = await served({
    states: [incoming(shop, "NOW", ago(60))],
    faults: [{ method: "getChatHistory", nth: "every", fault: { kind: "status", status: 200, body } }]
  })
  const folder = newFolder()
  configure(folder, service.url, [shop], { directory: "off" })
  await oldSync(join(folder, "archive"))
  expect((await running(folder, ["sync"])).code).toBe(3)
  const { code, stderr } = await running(folder, ["sync", "--heal"])
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(new RegExp(`${shop}: ${missed.chatId}: record 2: .*\\(not_json\\)`))
  ])
  expect(service.requests().filter(({ method }) => method === "getChatHistory")).toHaveLength(2)
  const kept = await running(folder, [
    "sql",
    "select count(*) as n from messages where message_id = 'MISSED'"
  ])
  expect(JSON.parse(kept.stdout)).toEqual([{ n: 1 }])
})
