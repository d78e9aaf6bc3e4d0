import { describe, expect, test } from "vitest"
import { generateAccount } from "./generator.ts"
import { isNewestFirst, recordsOf, withSnapshotIds } from "./observations.ts"
import { isObject, type JsonObject, listAt, objectAt } from "./record.ts"
import { modelTables } from "./reference.ts"

const accounts = Array.from({ length: 200 }, (_, seed) => withSnapshotIds(generateAccount(seed).replies))
const replies = accounts.flat()
const records = replies.flatMap(({ body }) => recordsOf(body)).filter(isObject)
const tables = accounts.map((account) => modelTables(account))
const messages = tables.flatMap((account) => account.messages)
const votes = records
  .flatMap((record) => listAt(objectAt(record, "pollMessageData"), "votes"))
  .filter(isObject)

const documented = [
  ..."text extendedText quoted image video document audio sticker location contact contactsArray".split(" "),
  ..."reaction poll pollUpdate deleted edited buttons template list buttonsResponse".split(" "),
  ..."templateButtonsReply listResponse groupInvite future".split(" ")
].map((name) => `${name}Message`)

test("the same seed is the same account, another seed another one", () => {
  expect(generateAccount(7)).toEqual(generateAccount(7))
  expect(generateAccount(7)).not.toEqual(generateAccount(8))
})

test("an account is little", () => {
  for (const account of accounts) {
    expect(account.length).toBeGreaterThanOrEqual(3)
    expect(account.length).toBeLessThanOrEqual(12)
  }
  expect(generateAccount(1, { replies: 5, events: 40, instances: 2 }).replies).toHaveLength(5)
})

test("no two replies of an instance have one snapshot id", () => {
  for (const account of accounts) {
    const names = account.map(({ instanceId, snapshotId }) => `${instanceId}/${snapshotId}`)
    expect(new Set(names).size).toBe(names.length)
  }
})

describe("every type is there:", () => {
  const types = [
    ...documented,
    "incomingBlock",
    "interactiveButtons",
    "interactiveButtonsReply",
    "incomingCall",
    "outgoingCall",
    ""
  ]
  test.each(types)("%s", (type) => {
    expect(records.some((record) => record["typeMessage"] === type)).toBe(true)
  })
})

const isOf = (type: string) => (record: JsonObject) => record["typeMessage"] === type
const some = (test: (record: JsonObject) => boolean) => records.some(test)
const doubled = (
  account: ReadonlyArray<{ readonly [column: string]: unknown }>,
  same: string,
  other: string
) => {
  const seen = new Map<unknown, unknown>()
  return account.some((row) => {
    const before = seen.get(row[same])
    seen.set(row[same], row[other])
    return before !== undefined && before !== row[other]
  })
}

const quirks: Readonly<Record<string, () => boolean>> = {
  "a reply that is oldest first": () => replies.some(({ body }) => !isNewestFirst(recordsOf(body))),
  "an empty reply": () => replies.some(({ body }) => body === "[]"),
  "a reply in lines": () => replies.some(({ body }) => body.startsWith("{")),
  "a guessed time of asking": () => replies.some((reply) => reply.requestedAtIsGuess),
  "a body that comes twice": () =>
    accounts.some((account) => {
      const full = account.filter(({ body }) => body !== "[]").map(({ body }) => body)
      return new Set(full).size < full.length
    }),
  "history with both directions": () =>
    replies.some(
      ({ journal, body }) => journal === "history" && /"outgoing"/.test(body) && /"incoming"/.test(body)
    ),
  "no type": () => some((record) => !("type" in record)),
  "no chat": () => some((record) => !("chatId" in record)),
  "no sender": () => some((record) => record["type"] === "incoming" && !("senderId" in record)),
  "no id": () =>
    messages.some((row) => row.message_id.startsWith("hash:") && row.type_message !== "incomingBlock"),
  "a time as text": () => some((record) => typeof record["timestamp"] === "string"),
  "no time": () => some((record) => !("timestamp" in record)),
  "an incomplete object": () => some((record) => Object.keys(record).join() === "type,typeMessage"),
  "a state that comes back": () =>
    tables.some(({ message_revisions: rows }) =>
      rows.some((row, index) => {
        const before = rows[index - 2]
        return (
          before?.message_id === row.message_id &&
          before.status_message === row.status_message &&
          row.revision > 2
        )
      })
    ),
  "a moved timestamp": () => messages.some((row) => row.sent_at !== row.status_at),
  "an edited text": () => messages.some((row) => row.is_edited && row.edited_message_id !== null),
  "a deleted text": () => messages.some((row) => row.is_deleted && row.text !== null),
  "one id in two chats": () => tables.some((all) => doubled(all.messages, "message_id", "chat_id")),
  "one id in two instances": () => tables.some((all) => doubled(all.messages, "message_id", "instance_id")),
  "texts that differ": () =>
    some(
      (record) =>
        (record["textMessage"] ?? "") !==
        (objectAt(record, "extendedTextMessage")?.["text"] ?? record["textMessage"] ?? "")
    ),
  advertising: () => some((record) => objectAt(record, "extendedTextMessage")?.["sourceUrl"] !== undefined),
  "a place that quotes": () => some((record) => isOf("locationMessage")(record) && "quotedMessage" in record),
  "several contacts": () => some((record) => listAt(record, "contacts").length > 1),
  "voters as objects": () => votes.some((vote) => listAt(vote, "optionVoters").some(isObject)),
  "voters as text": () =>
    votes.some((vote) => listAt(vote, "optionVoters").some((voter) => typeof voter === "string")),
  "a voter under a hidden id": () =>
    votes.some((vote) => JSON.stringify(vote["optionVoters"]).includes("@lid")),
  "a tally": () => votes.some((vote) => new Set(listAt(vote, "optionVoters")).size > 1),
  "a poll known from votes only": () => tables.some(({ polls }) => polls.some((row) => !row.is_seen)),
  "our own poll": () => some((record) => isOf("pollMessage")(record) && record["type"] === "outgoing"),
  "an option that the poll does not list": () =>
    tables.some(({ poll_options }) => poll_options.some((row) => row.option_name === "Неизвестное")),
  "a withdrawal": () => tables.some(({ poll_turnout }) => poll_turnout.some((row) => row.withdrawn > 0)),
  "a changed vote": () =>
    tables.some(({ poll_turnout }) => poll_turnout.some((row) => row.changed_their_vote > 0)),
  "our own vote": () =>
    tables.some(({ poll_votes }) => poll_votes.some((row) => row.voter_id.startsWith("instance:"))),
  "votes of one voter in one second": () =>
    tables.some(({ poll_vote_history: rows }) =>
      rows.some(
        (row, index) =>
          index > 0 && row.previous_choice !== null && rows[index - 1]?.voted_at === row.voted_at
      )
    ),
  "our own reaction": () =>
    tables.some(({ reactions }) =>
      reactions.some((row) => row.reactor_id?.startsWith("instance:") && row.is_current)
    ),
  "a story that only its fields tell": () =>
    messages.some((row) => row.kind === "story" && row.chat_id !== "status@broadcast"),
  "a removed reaction": () => tables.some(({ reactions }) => reactions.some((row) => row.emoji === null)),
  "skin tones": () =>
    tables.some(({ reactions }) => reactions.some((row) => row.emoji !== row.emoji_base && row.is_current)),
  "a new link to the same file": () => some((record) => String(record["downloadUrl"]).includes("again")),
  "unknown fields": () => messages.some((row) => row.extra !== null && "somethingNew" in row.extra)
}

describe("every quirk is there:", () => {
  test.each(Object.keys(quirks))("%s", (quirk) => {
    expect(quirks[quirk]?.()).toBe(true)
  })
})
