// What a sync asks of the directory, what it says of it, and what of it can be imported.
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type FaultRule, type Journal, scriptedJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { newFolder, running } from "./command.ts"
import { ago, configure, incoming, served, shop } from "./journal-service.ts"

const groups = ["120363000000000811@g.us", "120363000000000812@g.us", "120363000000000813@g.us"]

/** A journal of one message, with a directory of one person and three groups. */
const journal = (): Journal => {
  const { recordsAt } = scriptedJournal([incoming(shop, "A", ago(60))])
  const of = (id: string, name: string, type: "user" | "group") => ({ id, name, contactName: "", type })
  const chats = groups.map((id, index) => ({ ...of(id, `group ${index}`, "group"), senderIds: [] }))
  return {
    recordsAt,
    chats: {
      historyAt: () => Effect.succeed([]),
      messageAt: () => Effect.succeed(undefined),
      seenAt: () =>
        Effect.succeed({ chats, people: [of("79010000811@c.us", "Ann", "user")], hasBareIds: false })
    }
  }
}

const office = async (settings: object = {}, faults: ReadonlyArray<FaultRule> = []) => {
  const service = await served({ journal: journal(), faults })
  const folder = newFolder()
  configure(folder, service.url, [shop])
  const path = join(folder, "chatledger.config.json")
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...settings }))
  const asked = () => service.requests().map(({ method }) => method)
  return { asked, folder, sync: (...words: Array<string>) => running(folder, ["sync", ...words]) }
}

const codesIn = (folder: string) =>
  readdirSync(join(folder, "archive/snapshots"), { recursive: true, encoding: "utf8" })
    .flatMap((name) => /Z-([a-z]+)-\d{4}-/.exec(name)?.[1] ?? [])
    .sort()

const ofDirectory = (methods: ReadonlyArray<string | undefined>) =>
  methods.filter((method = "") => ["getContacts", "getChats", "getGroupData"].includes(method))

describe("the directory in a sync", () => {
  it("is asked for once a day, after the journals, kept, and told in a line", async () => {
    const { asked, folder, sync } = await office()
    const { code, stderr } = await sync()
    expect(code).toBe(0)
    expect(stderr).toContain(`${shop}: directory: 4 contacts, 3 chats, 3 groups\n`)
    const first = asked().findIndex((method) => ofDirectory([method]).length > 0)
    expect(asked().slice(0, first)).toEqual(
      expect.arrayContaining(["lastIncomingMessages", "lastOutgoingMessages"])
    )
    expect(ofDirectory(asked()).sort()).toEqual([
      "getChats",
      "getContacts",
      "getGroupData",
      "getGroupData",
      "getGroupData"
    ])
    expect(codesIn(folder)).toEqual(["chat", "cont", "group", "group", "group", "in", "out"])
    expect((await sync()).stderr).not.toContain("directory")
    expect(ofDirectory(asked())).toHaveLength(5)
    const verified = await running(folder, ["verify"])
    expect([verified.code, (await running(folder, ["status"])).code]).toEqual([0, 0])
  })

  itInFull("is not asked for where the configuration says off, and no group where it says none", async () => {
    const off = await office({ directory: "off" })
    expect((await off.sync()).code).toBe(0)
    expect(ofDirectory(off.asked())).toEqual([])
    const some = await office({ directory: { interval: "12h", maxGroups: 1 } })
    expect((await some.sync()).stderr).toContain(
      "directory: 4 contacts, 3 chats, 1 group, 2 groups will be fetched at the next sync"
    )
    expect((await some.sync()).stderr).toContain(
      "directory: 1 group, 1 group will be fetched at the next sync"
    )
    const refused = await office({ directory: "on" })
    const { code, stderr } = await refused.sync()
    expect([code, stderr.includes("`directory` must be")]).toEqual([2, true])
  })

  it("that is refused fails nothing else: 466 ends it until the month is over", async () => {
    const { asked, sync } = await office({}, [{ method: "getChats", fault: { kind: "status", status: 466 } }])
    const { code, stderr } = await sync()
    expect(code).toBe(0)
    expect(stderr).toMatch(/directory: instance 1101000001: the monthly quota .* \(466\)/)
    expect(stderr).toMatch(/names will not be fetched before \d{4}-\d\d-01T00:00/)
    const before = ofDirectory(asked()).length
    await sync()
    expect(ofDirectory(asked())).toHaveLength(before)
  })
})

describe("saved replies of the directory", () => {
  itInFull("are imported by their shape, or as what they are said to be, and forgotten", async () => {
    const folder = newFolder()
    const write = (name: string, value: unknown) =>
      writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value))
    write("contacts.json", [{ id: "79010000811@c.us", name: "Ann", contactName: "", type: "user" }])
    write("group.json", { groupId: groups[0], subject: "Club", participants: [{ id: "79010000811@c.us" }] })
    write("none.json", "[]")
    write("odd.json", [
      { id: "null@c.us", name: "" },
      { id: groups[0], name: "" }
    ])
    const bring = (...words: Array<string>) => running(folder, ["import", ...words, "--instance", shop])
    const one = await bring("contacts.json", "group.json")
    expect(one.code).toBe(0)
    expect(one.stderr).toContain("contacts.json: 1 record, contacts, added")
    expect(one.stderr).toContain("group.json: 1 record, group, added")
    const empty = await bring("none.json", "--journal", "chats", "--requested-at", "2026-01-31T12:00Z")
    expect([empty.code, empty.stderr.includes("none.json: 0 records, chats, added")]).toEqual([0, true])
    const odd = await bring("odd.json")
    expect(odd.code).toBe(0)
    expect(odd.stderr).toContain("odd.json: 2 records, chats, added, 1 without a usable id")
    expect((await bring("none.json")).code).toBe(2)
    expect((await running(folder, ["export", "--quiet"])).code).toBe(0)
    for (const chat of ["79010000811@c.us", groups[0] ?? ""])
      expect((await running(folder, ["forget", "--chat", chat, "--execute"])).code).toBe(0)
    const counts = "select (select count(*) from contacts_directory), (select count(*) from groups)"
    const left = await running(folder, [
      "sql",
      `${counts}, (select count(*) from group_members)`,
      ...["--format", "csv"]
    ])
    expect(left.stdout.trim().split("\n").at(-1)).toBe("0,0,0")
  })
})
