import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestClock from "effect/testing/TestClock"
import {
  type Archive,
  compactInstance,
  coverageOf,
  forgetChat,
  listMessageSnapshots,
  listSnapshots,
  openArchive,
  pruneInstance
} from "../src/index.ts"
import { instanceLedger } from "../src/internal.ts"
import { withoutEntry } from "../src/upkeep/without-entry.ts"
import { bytesOf, emptyArchive, filesIn } from "./archives.ts"
import { club, contactOf, gone, groupOf, other } from "./directory-replies.ts"
import { contents, damages, instanceId, keepReply, messageOf, NOW } from "./keeping.ts"

const keepDirectory = Effect.fnUntraced(function* (archive: Archive) {
  const told = { minutes: null }
  yield* keepReply(archive, "2024-01-31T10:00:00.000Z", `[${messageOf(gone, "A")}]`)
  const contacts = `[${contactOf(gone, "Ann")}, ${contactOf(other, "Bob")}]`
  yield* keepReply(archive, "2024-01-31T10:00:01.000Z", contacts, { ...told, journal: "contacts" })
  const chats = `[${contactOf(club, "Club", "group")}]`
  yield* keepReply(archive, "2024-01-31T10:00:02.000Z", chats, { ...told, journal: "chats" })
  const members = groupOf(club, "Club", gone, other)
  yield* keepReply(archive, "2024-01-31T10:00:03.000Z", members, { ...told, journal: "group" })
})

const bodies = (archive: Archive) =>
  Effect.map(contents(archive), (all) => all.map(({ facts, body }) => [facts.journal, body] as const))

layer(NodeServices.layer)("replies of the directory", (it) => {
  it.effect("stand beside those of the journals, which count them nowhere", () =>
    Effect.gen(function* () {
      const [archive, without] = [yield* emptyArchive, yield* emptyArchive]
      yield* keepDirectory(archive)
      yield* keepReply(without, "2024-01-31T10:00:00.000Z", `[${messageOf(gone, "A")}]`)
      const ids = (yield* listSnapshots(archive)).map(({ snapshotId }) => snapshotId)
      assert.deepStrictEqual(
        ids.map((id) => id.replace(/-\d{4}-[0-9a-f]{16}$/, "")),
        [
          "20240131T100000000Z-in",
          "20240131T100001000Z-cont",
          "20240131T100002000Z-chat",
          "20240131T100003000Z-group"
        ]
      )
      assert.lengthOf(yield* listMessageSnapshots(archive), 1)
      assert.deepStrictEqual(yield* coverageOf(archive), yield* coverageOf(without))
      const ledger = yield* instanceLedger(archive, instanceId)
      assert.strictEqual(ledger.seenCount, 1)
      assert.deepStrictEqual(yield* damages(archive), [])
    })
  )

  it.effect("are packed bit for bit, in an archive that says so, and pruned", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      yield* keepDirectory(archive)
      const before = yield* contents(archive)
      yield* compactInstance(archive, instanceId, { removeNow: true })
      assert.match(yield* fs.readFileString(`${archive.path}/archive.json`), /"version":3/)
      yield* openArchive(archive.path)
      assert.deepStrictEqual(yield* contents(archive), before)
      assert.deepStrictEqual(yield* damages(archive), [])
      const pruned = yield* pruneInstance(archive, instanceId, new Date("2024-01-31T10:00:02Z"), true)
      assert.strictEqual(pruned.snapshots, 2)
      assert.deepStrictEqual(
        (yield* bodies(archive)).map(([journal]) => journal),
        ["chats", "group"]
      )
    })
  )

  it.effect("leave an archive without them at its version", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      yield* TestClock.setTime(NOW)
      const archive = yield* emptyArchive
      for (const id of ["A", "B"])
        yield* keepReply(archive, `2024-01-31T10:00:00.00${id === "A" ? 1 : 2}Z`, `[${messageOf(gone, id)}]`)
      yield* compactInstance(archive, instanceId, { removeNow: true })
      assert.match(yield* fs.readFileString(`${archive.path}/archive.json`), /"version":2/)
    })
  )

  for (const isPacked of [false, true])
    it.effect(`lose a chat that is forgotten${isPacked ? ", also packed" : ""}`, () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        yield* TestClock.setTime(NOW)
        const archive = yield* emptyArchive
        yield* keepDirectory(archive)
        if (isPacked) yield* compactInstance(archive, instanceId, { removeNow: true })
        yield* fs.makeDirectory(`${archive.path}/locks`, { recursive: true })
        const state = { groups: { [club]: { at: 1, ending: "whole" } }, notBefore: null }
        yield* fs.writeFileString(`${archive.path}/locks/${instanceId}.directory`, JSON.stringify(state))
        const person = yield* forgetChat(archive, instanceId, gone, true)
        assert.strictEqual(person.records, 2)
        assert.deepStrictEqual(yield* bodies(archive), [
          ["incoming", "[]"],
          ["contacts", `[${contactOf(other, "Bob")}]`],
          ["chats", `[${contactOf(club, "Club", "group")}]`],
          ["group", groupOf(club, "Club", gone, other)]
        ])
        const group = yield* forgetChat(archive, instanceId, club, true)
        assert.strictEqual(group.records, 2)
        assert.deepStrictEqual((yield* bodies(archive)).slice(2), [
          ["chats", "[]"],
          ["group", ""]
        ])
        assert.deepStrictEqual(yield* damages(archive), [])
        for (const name of yield* filesIn(archive.path))
          if (!name.endsWith(".zst"))
            assert.notInclude(yield* fs.readFileString(`${archive.path}/${name}`), club, name)
      })
    )
})

describe("a reply of the directory without a chat", () => {
  const [a, b] = [contactOf(gone, "Ann"), contactOf(other, "Bób")]
  const hidden = JSON.stringify({ id: other, lid: "900000000000901@lid" })
  const cases: ReadonlyArray<readonly [body: string, left: string, removed: number, id: string]> = [
    [`[${a},${b}]`, `[${b}]`, 1, gone],
    [`[ ${b} ,\n ${a} ]\n`, `[ ${b} ]\n`, 1, gone],
    [`[${b},${a},${b}]`, `[${b},${b}]`, 1, gone],
    [`[${a},${a}]`, "[]", 2, gone],
    [`${a}\n${b}`, b, 1, gone],
    [`[${b},${hidden}]`, `[${b}]`, 1, "900000000000901@lid"],
    [`[${b},{"id":"${gone.replace("@", "\\u0040")}","name":"x`, `[${b}`, 1, gone],
    [`[${b}] ${gone}`, `[${b}`, 1, gone],
    [groupOf(club, "Club", gone), groupOf(club, "Club", gone), 0, gone],
    ['[{"chatId":-70901,"name":"x"}]', "[]", 1, "-70901"]
  ]
  it.each(cases)("%s", (body, left, removed, id) => {
    const cut = withoutEntry(bytesOf(body), [id])
    assert.strictEqual(Buffer.from(cut.body).toString(), left)
    assert.strictEqual(cut.removed, removed)
  })
})
