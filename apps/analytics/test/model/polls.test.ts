import { expect, test } from "vitest"
import { own, question, reply, said, sceneOf, tablesOf, vote } from "./scene.ts"

type Tables = ReturnType<typeof sceneOf>

const asked = said("q@c.us", "P", 1, question("a", "b", "c"))
const votesFor = ({ poll_results }: Tables) =>
  Object.fromEntries(poll_results.map((row) => [row.option_name, row.votes]))
const voters = ({ poll_votes }: Tables) => poll_votes.map((row) => [row.voter_id, row.option_name])

test("an update is the complete choice of its sender, and the latest counts", () => {
  const tables = sceneOf(
    asked,
    said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"], b: ["v@c.us"], c: [] })),
    said("v@c.us", "2", 3, vote("P", { a: [], b: ["v@c.us"], c: [] }))
  )
  expect(votesFor(tables)).toEqual({ a: 0, b: 1, c: 0 })
  expect(tables.poll_turnout).toMatchObject([{ voters: 1, withdrawn: 0, changed_their_vote: 1, winner: "b" }])
  expect(tables.poll_vote_history.map((row) => [row.choice, row.previous_choice])).toEqual([
    [["a", "b"], null],
    [["b"], ["a", "b"]]
  ])
})

test("a withdrawn vote is known from the sender alone, also as a first update", () => {
  const tables = sceneOf(
    asked,
    said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"] })),
    said("v@c.us", "2", 3, vote("P", { a: [] })),
    said("w@c.us", "3", 4, vote("P", { a: [] }))
  )
  expect(tables.poll_turnout).toMatchObject([
    { voters: 0, withdrawn: 2, changed_their_vote: 1, winner: null }
  ])
  expect(tables.poll_results.map((row) => row.share)).toEqual([null, null, null])
  expect(tables.poll_votes.every((row) => !row.is_current)).toBe(true)
})

test("a single voter under another id is the sender", () => {
  expect(voters(sceneOf(said("v@c.us", "1", 2, vote("P", { a: ["9@lid"], b: ["9@lid"] }))))).toEqual([
    ["v@c.us", "a"],
    ["v@c.us", "b"]
  ])
})

test("without a sender the single voter named is the voter, and nobody named is nobody", () => {
  const named = said("", "1", 2, vote("P", { a: ["9@lid"] }))
  expect(voters(sceneOf(named, said("", "2", 3, vote("P", { a: [] }))))).toEqual([["9@lid", "a"]])
})

test("an update that names several voters is a tally, and a sender it does not name has withdrawn", () => {
  const tables = sceneOf(
    said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"] })),
    said("v@c.us", "2", 3, vote("P", { a: ["x@c.us"], b: ["y@c.us", "x@c.us"] }))
  )
  expect(votesFor(tables)).toEqual({ a: 1, b: 2 })
  expect(tables.poll_turnout).toMatchObject([{ voters: 2, withdrawn: 1, changed_their_vote: 1 }])
})

test("a tally that names its sender withdraws nothing", () => {
  const tables = sceneOf(said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"], b: ["y@c.us"] })))
  expect(tables.poll_turnout).toMatchObject([{ voters: 2, withdrawn: 0, winner: "a, b" }])
})

test("an option with fewer votes does not win", () => {
  const tables = sceneOf(asked, said("v@c.us", "1", 2, vote("P", { a: ["x@c.us"], c: ["x@c.us", "v@c.us"] })))
  expect(tables.poll_turnout).toMatchObject([{ winner: "c" }])
})

test("voters may be objects with a voterWid", () => {
  const votes = [{ optionName: "a", optionVoters: [{ voterWid: "x@c.us" }, { voterWid: "y@c.us" }] }]
  const update = { typeMessage: "pollUpdateMessage", pollMessageData: { stanzaId: "P", votes } }
  expect(votesFor(sceneOf(said("x@c.us", "1", 2, update)))).toEqual({ a: 2 })
})

test("our own vote is ours, whatever number it names", () => {
  expect(voters(sceneOf(own("1", 2, vote("P", { a: ["71@c.us"] }))))).toEqual([["instance:1", "a"]])
})

test("a poll known from votes only takes its name from the latest update", () => {
  const tables = sceneOf(
    said("v@c.us", "1", 2, vote("P", { b: ["v@c.us"], a: [] })),
    said("v@c.us", "2", 3, {
      typeMessage: "pollUpdateMessage",
      pollMessageData: { stanzaId: "P", name: "new", multipleAnswers: true, votes: [{ optionName: "c" }] }
    })
  )
  expect(tables.polls).toMatchObject([
    { poll_name: "new", multiple_answers: true, is_seen: false, asked_at: null, asked_by: null }
  ])
  expect(tables.poll_options.map((row) => [row.option_index, row.option_name])).toEqual([
    [0, "b"],
    [1, "a"],
    [2, "c"]
  ])
})

test("options that only votes name come after those of the poll, and a doubled option is one", () => {
  const tables = sceneOf(
    said("q@c.us", "P", 1, question("b", "a", "b")),
    said("v@c.us", "1", 2, vote("P", { z: ["v@c.us"], a: ["v@c.us"] }))
  )
  expect(tables.poll_options.map((row) => row.option_name)).toEqual(["b", "a", "z"])
  expect(tables.polls).toMatchObject([{ is_seen: true, asked_at: 1000, asked_by: "q@c.us" }])
  expect(tables.poll_vote_history.map((row) => row.choice)).toEqual([["a", "z"]])
})

test("a poll without votes has its options and its turnout", () => {
  const tables = sceneOf(asked)
  expect(votesFor(tables)).toEqual({ a: 0, b: 0, c: 0 })
  expect(tables.poll_turnout).toMatchObject([{ voters: 0, winner: null, first_vote_at: null }])
})

test("votes in another chat or instance are another poll's", () => {
  const update = said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"] }))
  const elsewhere = { ...update, chatId: "p@c.us" }
  const tables = tablesOf(reply([update, elsewhere, asked]), reply([update], { instanceId: "2" }))
  expect(new Set(tables.polls.map((row) => [row.instance_id, row.chat_id, row.is_seen].join(" ")))).toEqual(
    new Set(["1 g@g.us true", "1 p@c.us false", "2 g@g.us false"])
  )
})

test("within one second, a reply with both votes shows which is earlier, otherwise the first observation", () => {
  const first = said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"], b: [] }))
  const second = said("v@c.us", "2", 2, vote("P", { a: [], b: ["v@c.us"] }))
  expect(votesFor(sceneOf(first, second))).toEqual({ a: 0, b: 1 })
  const late = tablesOf(reply([second]), reply([second, first], { requestedAt: 2_000_000 }))
  expect(votesFor(late)).toEqual({ a: 0, b: 1 })
  const apart = tablesOf(reply([second]), reply([first], { requestedAt: 2_000_000 }))
  expect(votesFor(apart)).toEqual({ a: 1, b: 0 })
})

test("results at a time count the votes of that second and before", () => {
  const tables = sceneOf(
    asked,
    said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"] })),
    said("v@c.us", "2", 3, vote("P", { b: ["v@c.us"] }))
  )
  const at = (time: number) => tables.poll_results_at(time).map((row) => row.votes)
  expect([at(1999), at(2000), at(3000)]).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0]
  ])
})
