import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { randomFrom } from "@chatledger/sample-account"
import { describe, expect, test } from "vitest"
import { breadth } from "../breadth.ts"
import { differenceOfRows, keyColumns, type Row } from "./compare.ts"
import { generateAccount } from "./generator.ts"
import { type Reply, type StoredReply, withSnapshotIds } from "./observations.ts"
import { type ModelTables, modelTables } from "./reference.ts"

/** Accounts with replies, plan and counted answers, where there are any. */
const casesFolder = process.env["CHATLEDGER_CASES"] ?? ""
const cases = existsSync(casesFolder)
  ? readdirSync(casesFolder).filter((name) => existsSync(join(casesFolder, name, "expected.json")))
  : []

type Planned = {
  readonly file: string
  readonly requestedAt: number
  readonly instance: string
  readonly journal: Reply["journal"]
  readonly minutes: number
}

const read = (name: string, file: string): string => readFileSync(join(casesFolder, name, file), "utf8")

const repliesOf = (name: string): ReadonlyArray<StoredReply> => {
  const plan: ReadonlyArray<Planned> = JSON.parse(read(name, "plan.json"))
  return withSnapshotIds(
    plan.map(({ file, requestedAt, instance, journal, minutes }) => ({
      instanceId: instance,
      journal,
      requestedAt: requestedAt * 1000,
      requestedAtIsGuess: false,
      minutes,
      body: read(name, file)
    }))
  )
}

const counts = (values: ReadonlyArray<string>) =>
  values.reduce<Record<string, number>>((all, value) => {
    all[value] = (all[value] ?? 0) + 1
    return all
  }, {})

const summaryOf = (tables: ModelTables) => ({
  messages: tables.messages.length,
  by_type: counts(tables.messages.map((row) => row.type_message ?? "")),
  by_instance: counts(tables.messages.map((row) => row.instance_id)),
  with_text: tables.messages.filter((row) => row.text !== null).length,
  content: tables.messages.filter((row) => row.is_content).length,
  sent_at_sum: tables.messages.reduce((sum, row) => sum + (row.sent_at ?? 0) / 1000, 0),
  reactions_by_emoji: Object.fromEntries(
    tables.reactions_by_emoji.map((row) => [
      row.emoji_base ?? "",
      [row.reactions, row.reactors, row.messages]
    ])
  ),
  poll_results: Object.fromEntries(
    tables.poll_results.map((row) => [
      [row.instance_id, row.chat_id, row.poll_message_id, row.option_name].join("|"),
      [row.option_index, row.votes, row.voters]
    ])
  ),
  poll_turnout: Object.fromEntries(
    tables.poll_turnout.map((row) => [
      [row.instance_id, row.chat_id, row.poll_message_id].join("|"),
      [row.voters, row.withdrawn, row.changed_their_vote]
    ])
  ),
  polls_unseen: tables.polls.filter((row) => !row.is_seen).length
})

const orders = (replies: ReadonlyArray<StoredReply>): ReadonlyArray<ReadonlyArray<StoredReply>> => [
  replies,
  [...replies].reverse(),
  ...[1, 2, 3].map((seed) => randomFrom(seed).sample(replies))
]

for (const name of cases) {
  test(`the model counts what ${name} expects, whatever the order of the replies`, () => {
    const expected: unknown = JSON.parse(read(name, "expected.json"))
    for (const replies of orders(repliesOf(name))) expect(summaryOf(modelTables(replies))).toEqual(expected)
  })
}

describe("for any account of the generator", () => {
  const seeds = Array.from({ length: breadth(30, 100) }, (_, seed) => seed)
  const stored = (seed: number) => withSnapshotIds(generateAccount(seed).replies)

  test("the order in which replies are given changes no row", () => {
    for (const seed of seeds.slice(0, breadth(10, 30))) {
      const [first = [], ...others] = orders(stored(seed))
      const { poll_results_at: _, ...tables } = modelTables(first)
      for (const other of others) expect(modelTables(other)).toMatchObject(tables)
    }
  })

  test("a reply that is asked for again with the same bytes changes only when and how often things were seen", () => {
    for (const seed of seeds.slice(0, breadth(10, 30))) {
      const replies = stored(seed).filter((reply) => !reply.requestedAtIsGuess)
      const last = replies
        .toSorted((a, b) => a.requestedAt - b.requestedAt || (a.snapshotId < b.snapshotId ? -1 : 1))
        .at(-1)
      if (last === undefined) continue
      const again = { ...last, requestedAt: last.requestedAt + 1, snapshotId: `${last.snapshotId}-again` }
      const before = modelTables(replies)
      const after = modelTables([...replies, again])
      expect(after.poll_turnout).toEqual(before.poll_turnout)
      expect(after.reactions_by_emoji).toEqual(before.reactions_by_emoji)
      expect(after.messages.length).toBe(before.messages.length)
    }
  })

  test("every table has one row per key", () => {
    for (const seed of seeds) {
      for (const [table, value] of Object.entries(modelTables(stored(seed)))) {
        if (typeof value === "function" || table === "poll_vote_history") continue
        const rows: ReadonlyArray<Row> = value
        const keys = rows.map((row) => JSON.stringify(keyColumns[table]?.map((column) => row[column])))
        expect(new Set(keys).size, `${table} of seed ${seed}`).toBe(keys.length)
        expect(differenceOfRows(table, rows, [...rows].reverse())).toBeNull()
      }
    }
  })

  test("results, turnout and votes of a poll agree", () => {
    for (const seed of seeds) {
      const tables = modelTables(stored(seed))
      const current = tables.poll_votes.filter((row) => row.is_current)
      const total = tables.poll_results.reduce((sum, row) => sum + row.votes, 0)
      expect(total).toBe(current.length)
      const voters = new Set(
        current.map((row) => [row.instance_id, row.chat_id, row.poll_message_id, row.voter_id].join("|"))
      )
      expect(tables.poll_turnout.reduce((sum, row) => sum + row.voters, 0)).toBe(voters.size)
      const everyVoteHasATime = tables.poll_votes.every((row) => row.voted_at !== null)
      if (everyVoteHasATime) expect(tables.poll_results_at(Number.MAX_VALUE)).toEqual(tables.poll_results)
      expect(tables.poll_results_at(0).every((row) => row.votes === 0 && row.share === null)).toBe(true)
    }
  })
})
