import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, layer } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Archive, listSnapshots, readBody } from "../src/index.ts"
import { type DirectoryOptions, syncDirectory, withLock } from "../src/internal.ts"
import { emptyArchive } from "./archives.ts"
import {
  type Answers,
  choir,
  club,
  contactOf,
  directoryOf,
  gone,
  groupOf,
  other,
  shop
} from "./directory-replies.ts"

/** A clock on which the waits of the pace pass at once, and longer ones never: files are read and written meanwhile. */
const quickClock = () => {
  let now = Date.parse("2026-03-01T12:00:00Z")
  const nanos = () => BigInt(now) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) => {
      const millis = Duration.toMillis(duration)
      return millis > 5000 ? Effect.never : pass(millis)
    }
  }
  const setTime = (millis: number) =>
    Effect.sync(() => {
      now = millis
    })
  const pass = (millis: number) => Effect.suspend(() => setTime(now + millis))
  return { clock, pass, setTime }
}

const DAY = 24 * 60 * 60 * 1000
const MINUTE = 60_000

const synced = Effect.fnUntraced(function* (
  archive: Archive,
  answers: Answers,
  options: Partial<DirectoryOptions> = {}
) {
  const { asked, layer: client } = directoryOf(answers)
  const all = { everyMillis: DAY, maxGroups: 30, groupIds: [], program: "test 0", ...options }
  const result = yield* Effect.provide(syncDirectory(archive, shop, all), client)
  return { asked, result }
})

const keptIn = Effect.fnUntraced(function* (archive: Archive) {
  const kept: Array<readonly [string, string]> = []
  for (const ref of yield* listSnapshots(archive)) {
    const { body, facts } = yield* readBody(ref)
    kept.push([facts.journal, Buffer.from(body).toString()])
  }
  return kept.sort()
})

const answers: Answers = {
  getContacts: `[${contactOf(gone, "Ann")}]`,
  getChats: `[${contactOf(club, "Club", "group")}]`,
  [club]: groupOf(club, "Club", gone, other),
  [choir]: groupOf(choir, "", gone)
}

type Time = Pick<ReturnType<typeof quickClock>, "pass" | "setTime">

/** A test with a quick clock of its own. */
const timed = <Y extends Effect.Effect<unknown, unknown, unknown>>(
  test: (time: Time) => Generator<Y, void, never>
) =>
  Effect.suspend(() => {
    const { clock, ...time } = quickClock()
    return Effect.provideService(
      Effect.gen(() => test(time)),
      Clock.Clock,
      clock
    )
  })

layer(NodeServices.layer)("a sync of the directory", (it) => {
  it.effect("keeps contacts, chats and groups as sent, and asks again after a day", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      const first = yield* synced(archive, answers, { groupIds: [choir, "null@g.us"] })
      assert.sameMembers(first.asked, ["getContacts", "getChats", club, choir])
      assert.deepStrictEqual(
        yield* keptIn(archive),
        [
          ["chats", answers["getChats"]],
          ["contacts", answers["getContacts"]],
          ["group", answers[club]],
          ["group", answers[choir]]
        ].sort() as never
      )
      const again = yield* synced(archive, answers)
      assert.deepStrictEqual(again, { asked: [], result: undefined })
      yield* time.pass(DAY)
      assert.lengthOf((yield* synced(archive, answers)).asked, 4)
    })
  )

  it.effect("asks for a group that turns up before the day is over", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      yield* synced(archive, answers)
      const { asked } = yield* synced(archive, answers, { groupIds: [club, choir] })
      assert.deepStrictEqual(asked, [choir])
    })
  )

  it.effect("asks for some groups at a time, those first that were seen longest ago", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      const ids = Array.from({ length: 5 }, (_, index) => `12036300000000091${index}@g.us`)
      const all: Answers = {
        getContacts: `[${contactOf(gone, "Ann")}]`,
        getChats: `[${ids.map((id) => contactOf(id, "", "group")).join(",")}]`,
        ...Object.fromEntries(ids.map((id) => [id, groupOf(id, id, gone)]))
      }
      const groups = (asked: ReadonlyArray<string>) => asked.filter((one) => one.endsWith("@g.us"))
      const first = yield* synced(archive, all, { maxGroups: 2 })
      assert.deepStrictEqual(groups(first.asked), ids.slice(0, 2))
      assert.strictEqual(first.result?.groupsLeft, 3)
      const second = yield* synced(archive, all, { maxGroups: 2 })
      assert.deepStrictEqual(second.asked, ids.slice(2, 4))
      yield* time.pass(DAY)
      const third = yield* synced(archive, all, { maxGroups: 2 })
      assert.deepStrictEqual(groups(third.asked), [ids[4], ids[0]])
    })
  )

  it.effect("keeps an empty list, and asks for it again once, later", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      const empty = { ...answers, getContacts: "[]" }
      const { result } = yield* synced(archive, empty)
      assert.deepStrictEqual(result?.failures, [])
      const summary = result?.parts.find(({ journal }) => journal === "contacts")?.summary
      assert.deepStrictEqual([...(summary?.codes.keys() ?? [])], ["directory_is_empty"])
      assert.deepStrictEqual((yield* synced(archive, empty)).asked, [])
      yield* time.pass(10 * MINUTE)
      assert.deepStrictEqual((yield* synced(archive, empty)).asked, ["getContacts"])
      yield* time.pass(60 * MINUTE)
      assert.deepStrictEqual((yield* synced(archive, empty)).asked, [])
    })
  )

  it.effect("keeps the entries of a list that is cut, tells the cut, and asks again once, later", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      const body = `[${contactOf(gone, "Ann")},{"id":"79010000902@c.us","na`
      const { result } = yield* synced(archive, { ...answers, getContacts: body })
      assert.deepStrictEqual(result?.failures, [])
      const contacts = result?.parts.find(({ journal }) => journal === "contacts")
      assert.deepStrictEqual(
        contacts?.reply.names.map(({ name }) => name),
        ["Ann"]
      )
      assert.deepStrictEqual(
        contacts?.summary.faults.map(({ code, position }) => [code, position]),
        [["reply_is_cut", 1]]
      )
      yield* time.pass(10 * MINUTE)
      assert.deepStrictEqual((yield* synced(archive, answers)).asked, ["getContacts"])
      yield* time.pass(60 * MINUTE)
      assert.deepStrictEqual((yield* synced(archive, answers)).asked, [])
    })
  )

  for (const [what, body] of [
    ["cut in its first entry", `[{"id":"79010000901@c.us","name":`],
    ["HTML", "<html><body>Bad gateway</body></html>"]
  ] as const)
    it.effect(`tells a reply that is ${what}, keeps nothing of it, and asks again once, later`, () =>
      timed(function* (time) {
        const archive = yield* emptyArchive
        const broken = { ...answers, getContacts: body, [club]: body }
        const { asked, result } = yield* synced(archive, broken)
        assert.sameMembers(asked, ["getContacts", "getChats", club])
        assert.deepStrictEqual(
          result?.failures.map(({ error, journal }) => [journal, error._tag]),
          [
            ["contacts", "BadReply"],
            ["group", "BadReply"]
          ]
        )
        assert.deepStrictEqual(
          (yield* keptIn(archive)).map(([journal]) => journal),
          ["chats"]
        )
        yield* time.pass(10 * MINUTE)
        assert.sameMembers((yield* synced(archive, broken)).asked, ["getContacts", club])
        yield* time.pass(60 * MINUTE)
        assert.deepStrictEqual((yield* synced(archive, broken)).asked, [])
      })
    )

  it.effect("goes on after a group that is refused, and leaves that one alone for a week", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      const refused = { ...answers, [club]: 400 }
      const { result } = yield* synced(archive, refused, { groupIds: [choir] })
      assert.deepStrictEqual(
        result?.failures.map(({ error, groupId }) => [groupId, error._tag]),
        [[club, "Refused"]]
      )
      yield* time.pass(DAY)
      assert.notInclude((yield* synced(archive, refused)).asked, club)
      yield* time.pass(6 * DAY)
      assert.include((yield* synced(archive, refused)).asked, club)
    })
  )

  it.effect("ends with a 466 until the month is over, and with a 469 for two hours", () =>
    timed(function* (time) {
      yield* time.setTime(Date.parse("2026-03-20T12:00:00Z"))
      const archive = yield* emptyArchive
      const spent = { ...answers, getChats: 466 }
      const first = yield* synced(archive, spent, { groupIds: [choir] })
      assert.sameMembers(first.asked, ["getContacts", "getChats"])
      assert.deepStrictEqual(first.result?.notBefore, new Date("2026-04-01T00:00:00Z"))
      yield* time.setTime(Date.parse("2026-03-31T23:50:00Z"))
      assert.deepStrictEqual((yield* synced(archive, answers)).asked, [])
      yield* time.setTime(Date.parse("2026-04-01T00:00:00Z"))
      assert.include((yield* synced(archive, answers)).asked, "getChats")
      yield* time.pass(DAY)
      yield* synced(archive, { ...answers, getContacts: 469 })
      yield* time.pass(110 * MINUTE)
      assert.deepStrictEqual((yield* synced(archive, answers)).asked, [])
      yield* time.pass(11 * MINUTE)
      assert.include((yield* synced(archive, answers)).asked, "getContacts")
    })
  )

  it.effect("keeps ids that can be none, and tells them", () =>
    timed(function* (time) {
      const archive = yield* emptyArchive
      const odd = `[${contactOf("null@c.us", "x")},${contactOf("undefined@g.us", "", "group")},${contactOf(gone, "Ann")}]`
      const { asked, result } = yield* synced(archive, { ...answers, getContacts: odd })
      assert.sameMembers(asked, ["getContacts", "getChats", club])
      const contacts = result?.parts.find(({ journal }) => journal === "contacts")
      assert.strictEqual(contacts?.facts.record_count, 3)
      assert.strictEqual(contacts?.summary.codes.get("directory_without_id"), 2)
      assert.strictEqual(contacts?.summary.faultCount, 0)
      assert.include(
        (yield* keptIn(archive)).map(([, body]) => body),
        odd
      )
    })
  )

  it.effect("leaves an instance alone that is being synced, and works without what it knew", () =>
    timed(function* (time) {
      const fs = yield* FileSystem.FileSystem
      const archive = yield* emptyArchive
      const held = yield* withLock(archive, shop.idInstance, Effect.flip(synced(archive, answers)))
      assert.propertyVal(held, "_tag", "LockHeld")
      yield* synced(archive, answers)
      const path = `${archive.path}/locks/${shop.idInstance}.directory`
      yield* fs.writeFileString(path, "{half")
      assert.lengthOf((yield* synced(archive, answers)).asked, 3)
    })
  )
})
