import { assert, it } from "vitest"
import { decodeRecord, idKind, recordKind } from "../src/index.ts"

const kindOf = (record: object) => {
  const { message } = decodeRecord(record)
  return message && recordKind(message)
}

it("an id tells what it stands for", () => {
  const kinds = {
    "79990000001@c.us": "person",
    "120363000000000001@g.us": "group",
    "100200300400500@lid": "lid",
    "120363000000000002@newsletter": "channel",
    "instance:1101000001": "own",
    "status@broadcast": "story",
    "0@c.us": "service",
    "10000000000@c.us": "dummy",
    "null@c.us": "dummy",
    "undefined@c.us": "dummy",
    "110000000000@c.us": "person",
    "40000001": "person",
    "-70000000000001": "group",
    "-123456789012345678901": "group",
    "1706000000@broadcast": "unknown",
    "-": "unknown",
    "": "unknown"
  }
  for (const [id, kind] of Object.entries(kinds)) assert.strictEqual(idKind(id), kind, id)
})

it("a call is a call in either direction, whatever else it carries", () => {
  for (const typeMessage of ["incomingCall", "outgoingCall"])
    assert.strictEqual(kindOf({ typeMessage, chatId: "79990000001@c.us", participants: [] }), "call")
})

it("a story stands in status@broadcast, or is told by its colour, its font or its audience", () => {
  const chatId = "79990000001@c.us"
  const text = (extendedTextMessage: unknown) =>
    kindOf({ typeMessage: "extendedTextMessage", chatId, extendedTextMessage })
  assert.strictEqual(kindOf({ typeMessage: "imageMessage", chatId: "status@broadcast" }), "story")
  assert.strictEqual(kindOf({ typeMessage: "reactionMessage", chatId: "status@broadcast" }), "story")
  assert.strictEqual(text({ text: "hi", backgroundColor: "#228B22" }), "story")
  assert.strictEqual(text({ text: "hi", font: "SERIF" }), "story")
  for (const typeMessage of ["imageMessage", "videoMessage", "audioMessage"])
    assert.strictEqual(kindOf({ typeMessage, chatId, participants: ["79990000002@c.us"] }), "story")
  assert.strictEqual(text({ text: "hi", backgroundColor: "", font: null }), "message")
  assert.strictEqual(text({ text: "hi", title: "a link" }), "message")
  assert.strictEqual(kindOf({ typeMessage: "imageMessage", chatId }), "message")
  assert.strictEqual(kindOf({ typeMessage: "documentMessage", chatId, participants: [] }), "message")
})

it("a block is a block, reactions, votes and marks are events, and whatever is new is a message", () => {
  assert.strictEqual(kindOf({ typeMessage: "incomingBlock", chatId: "10000000000@c.us" }), "block")
  for (const typeMessage of ["reactionMessage", "pollUpdateMessage", "editedMessage", "deletedMessage"])
    assert.strictEqual(kindOf({ typeMessage }), "event")
  for (const typeMessage of ["textMessage", "pollMessage", "", "novelMessage", "toString"])
    assert.strictEqual(kindOf({ typeMessage }), "message")
})
