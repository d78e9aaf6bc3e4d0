import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { decodeParsed } from "../src/decode.ts"
import { decodeRecord, Message, messageSchemas, typeMessages } from "../src/index.ts"
import { type JsonObject, json, leaves, record } from "./records.ts"

const nested = (levels: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { a: value } : [value]
  return value
}

const details = (value: unknown) => decodeRecord(value).issues.map(({ code, detail }) => `${code}: ${detail}`)

describe("a record that fits", () => {
  it("is answered as it is, with fields that nobody has documented", () => {
    const record = { typeMessage: "textMessage", textMessage: "hello", novelty: { deep: [1] } }
    const decoded = decodeRecord(record)
    assert.strictEqual(decoded.message, record as typeof decoded.message)
    assert.deepStrictEqual(decoded.issues, [])
    assert.isUndefined(decoded.setAside)
  })

  it("may have a type that is not known, and names of JavaScript's own", () => {
    for (const typeMessage of ["novelMessage", "toString", "__proto__", "constructor", ""]) {
      const decoded = decodeRecord({ typeMessage, idMessage: "A" })
      assert.strictEqual(decoded.message?.typeMessage, typeMessage)
      assert.deepStrictEqual(decoded.issues, [])
    }
  })

  it("may tell its time as text of digits", () => {
    assert.strictEqual(
      decodeRecord({ typeMessage: "", timestamp: "1700000000" }).message?.["timestamp"],
      1700000000
    )
  })

  it("needs nothing but its type, an update of a poll its votes, and a reaction its emoji", () => {
    const others = ["pollUpdateMessage", "reactionMessage"]
    for (const typeMessage of typeMessages.filter((type) => !others.includes(type)))
      assert.deepStrictEqual(decodeRecord({ typeMessage }), {
        message: Schema.decodeUnknownSync(messageSchemas[typeMessage])({ typeMessage }),
        setAside: undefined,
        isConverted: false,
        issues: []
      })
  })
})

describe("a reaction", () => {
  const codesOf = (data: unknown) =>
    decodeRecord({
      typeMessage: "reactionMessage",
      ...(data === undefined ? {} : { extendedTextMessageData: data })
    }).issues.map(({ code }) => code)

  it("is a removal only with an empty text: what cannot be read is noted", () => {
    for (const text of ["", "👍", "❤️"]) assert.deepStrictEqual(codesOf({ text }), [], text)
    for (const data of [
      undefined,
      null,
      {},
      { text: null },
      { text: " " },
      { text: "\uFE0F" },
      { text: "{{SWE001}}" }
    ])
      assert.deepStrictEqual(codesOf(data), ["reaction_without_emoji"], JSON.stringify(data))
    for (const data of ["👍", [], { text: 5 }, { text: ["👍"] }])
      assert.deepStrictEqual(codesOf(data), ["field_type"], JSON.stringify(data))
  })
})

describe("an incoming message of a private chat", () => {
  it("with another sender of the same kind of id is noted", () => {
    const codesOf = (chatId: string, senderId: string, more: object = {}) =>
      decodeRecord({ type: "incoming", typeMessage: "textMessage", chatId, senderId, ...more }).issues.map(
        ({ code }) => code
      )
    const noted = ["private_chat_of_another_sender"]
    assert.deepStrictEqual(codesOf("71@c.us", "72@c.us"), noted)
    assert.deepStrictEqual(codesOf("8@lid", "9@lid"), noted)
    assert.deepStrictEqual(codesOf("71@c.us", "71@c.us"), [])
    assert.deepStrictEqual(codesOf("71@c.us", "9@lid"), [])
    assert.deepStrictEqual(codesOf("7@g.us", "71@c.us"), [])
    assert.deepStrictEqual(codesOf("0@c.us", "71@c.us"), [])
    assert.deepStrictEqual(codesOf("71@c.us", "72@c.us", { type: "outgoing" }), [])
    for (const typeMessage of ["deletedMessage", "incomingCall"])
      assert.deepStrictEqual(codesOf("71@c.us", "72@c.us", { typeMessage }), [], typeMessage)
    assert.deepStrictEqual(codesOf("71@c.us", "72@c.us", { typeMessage: "someNewCall" }), noted)
  })
})

describe("a record that does not fit", () => {
  it("loses the field that does not fit, and says which, without its value", () => {
    const decoded = decodeRecord({ typeMessage: "textMessage", textMessage: "hello", sendByApi: "secret" })
    assert.deepStrictEqual(decoded.message as object, { typeMessage: "textMessage", textMessage: "hello" })
    assert.deepStrictEqual(decoded.setAside, { sendByApi: "secret" })
    assert.deepStrictEqual(decoded.issues, [
      { code: "field_type", detail: "`sendByApi` does not fit: it is a text", raw: '"secret"' }
    ])
  })

  it("has its quoted message mended field by field, whatever type that has", () => {
    const mended = (quotedMessage: JsonObject) =>
      decodeRecord({ typeMessage: "textMessage", quotedMessage }).setAside
    assert.deepStrictEqual(mended({ typeMessage: "textMessage", textMessage: 5, stanzaId: "Q" }), {
      quotedMessage: { textMessage: 5 }
    })
    assert.deepStrictEqual(mended({ typeMessage: "novelMessage", stanzaId: [] }), {
      quotedMessage: { stanzaId: [] }
    })
    assert.deepStrictEqual(mended({ stanzaId: "Q", participant: true }), {
      quotedMessage: { participant: true }
    })
    assert.deepStrictEqual(mended({ typeMessage: 5, stanzaId: "Q" }), { quotedMessage: { typeMessage: 5 } })
  })

  it("loses single votes, voters, options and contacts, not the lists; votes end with one of which nothing is known", () => {
    const votes = [{ optionName: "a", optionVoters: ["x", 5.5, { voterWid: 6 }, null] }, 7]
    const poll = decodeRecord({ typeMessage: "pollUpdateMessage", pollMessageData: { stanzaId: "P", votes } })
    assert.deepStrictEqual(poll.message?.["pollMessageData"], {
      stanzaId: "P",
      votes: [{ optionName: "a", optionVoters: ["x"] }, {}]
    })
    const options = [{ optionName: "a" }, 7, { optionName: 3 }]
    const asked = decodeRecord({ typeMessage: "pollMessage", pollMessageData: { options } })
    assert.deepStrictEqual(asked.message?.["pollMessageData"], { options: [{ optionName: "a" }, {}] })
    assert.deepStrictEqual(asked.setAside, { pollMessageData: { options: [7, { optionName: 3 }] } })
    const contacts = [{ displayName: "A", vcard: 1 }, { displayName: "B" }]
    const shared = decodeRecord({ typeMessage: "contactsArrayMessage", contacts })
    assert.deepStrictEqual(shared.message?.["contacts"], [{ displayName: "A" }, { displayName: "B" }])
  })

  it("has the options of a poll, whether they are objects or texts", () => {
    const asked = decodeRecord({
      typeMessage: "pollMessage",
      pollMessageData: { name: "Q", options: ["A", { optionName: "B" }] }
    })
    assert.deepStrictEqual(asked.message?.["pollMessageData"], {
      name: "Q",
      options: [{ optionName: "A" }, { optionName: "B" }]
    })
    assert.isTrue(asked.isConverted)
    assert.deepStrictEqual(asked.issues, [])
  })

  it("is reported if it has no type, or one that is no text, and kept as one of no type", () => {
    assert.deepStrictEqual(details({ idMessage: "A" }), [
      "missing_type_message: the record has no `typeMessage`"
    ])
    const wrong = decodeRecord({ idMessage: "A", typeMessage: 5 })
    assert.deepStrictEqual(wrong.message as object, { idMessage: "A", typeMessage: "" })
    assert.deepStrictEqual(wrong.setAside, { typeMessage: 5 })
    assert.deepStrictEqual(details({ typeMessage: null }), ["missing_type_message: `typeMessage` is null"])
  })

  it("has a time that a table cannot hold set aside: negative, in microseconds, with leading zeros", () => {
    for (const timestamp of [
      -1,
      253402300800,
      999999999999,
      1700000000000.5,
      253402300800000,
      1700000000000000,
      "0017",
      " 17",
      "1e9",
      "",
      1.5,
      true
    ])
      assert.deepStrictEqual(decodeRecord({ typeMessage: "", timestamp }).setAside, { timestamp })
  })

  it("has a time in milliseconds read as such, and told, since no time in seconds looks like it", () => {
    for (const [timestamp, seconds] of [
      [1700000000999, 1700000000],
      ["1700000000000", 1700000000],
      [1e12, 1e9],
      [253402300799999, 253402300799]
    ]) {
      const { isConverted, issues, message, setAside } = decodeRecord({ typeMessage: "", timestamp })
      assert.deepStrictEqual([message?.["timestamp"], setAside, isConverted], [seconds, undefined, true])
      const detail = "`timestamp` is in milliseconds and is read as such"
      assert.deepStrictEqual(issues, [
        { code: "timestamp_in_milliseconds", detail, raw: JSON.stringify(timestamp) }
      ])
    }
    assert.isFalse(decodeRecord({ typeMessage: "", timestamp: 1700000000 }).isConverted)
  })

  it("may have ids that are integers, as programs in between write them: they are read as text", () => {
    const { isConverted, issues, message, setAside } = decodeRecord({
      idMessage: 1769000000000,
      typeMessage: "pollUpdateMessage",
      chatId: -69123456789012,
      senderId: 0.5,
      pollMessageData: { stanzaId: 7, votes: [{ optionName: "a", optionVoters: [99, "98"] }] },
      novelty: { chatId: 5 }
    })
    assert.deepStrictEqual(message as object, {
      idMessage: "1769000000000",
      typeMessage: "pollUpdateMessage",
      chatId: "-69123456789012",
      pollMessageData: { stanzaId: "7", votes: [{ optionName: "a", optionVoters: ["99", "98"] }] },
      novelty: { chatId: 5 }
    })
    assert.deepStrictEqual([isConverted, setAside, issues[0]?.code], [true, { senderId: 0.5 }, "field_type"])
    const untyped = decodeRecord({ idMessage: 5, textMessage: "t" })
    assert.deepStrictEqual([untyped.message?.["idMessage"], untyped.isConverted], ["5", true])
  })

  it("has the ids of people in the form of the service, whatever form a program in between wrote", () => {
    for (const id of ["79990000001:12@c.us", "79990000001@s.whatsapp.net", "79990000001:3@s.whatsapp.net"]) {
      const { isConverted, issues, message } = decodeRecord({ typeMessage: "", chatId: id, senderId: id })
      assert.deepStrictEqual(message as object, {
        typeMessage: "",
        chatId: "79990000001@c.us",
        senderId: "79990000001@c.us"
      })
      assert.deepStrictEqual([isConverted, issues.length], [true, 0])
    }
    const quoting = decodeRecord({
      typeMessage: "quotedMessage",
      extendedTextMessage: { stanzaId: "Q", participant: "7:1@c.us" },
      quotedMessage: { stanzaId: "Q", participant: "7@s.whatsapp.net" }
    })
    assert.deepNestedInclude(quoting.message, {
      "extendedTextMessage.participant": "7@c.us",
      "quotedMessage.participant": "7@c.us"
    })
    for (const id of ["120363000000000001@g.us", "99887766554433@lid", "-70000000000007", "79990000001@c.us"])
      assert.isFalse(decodeRecord({ typeMessage: "", chatId: id, senderId: id }).isConverted, id)
  })

  it("has no sender if the sender is nobody, which is reported", () => {
    for (const senderId of ["null@c.us", "undefined", "null", "@c.us"]) {
      const { issues, message, setAside } = decodeRecord({ typeMessage: "textMessage", senderId })
      assert.deepStrictEqual([message as object, setAside], [{ typeMessage: "textMessage" }, { senderId }])
      assert.deepStrictEqual(issues, [
        { code: "field_type", detail: "`senderId` is the id of nobody", raw: JSON.stringify(senderId) }
      ])
    }
  })

  it("keeps all digits of ids and of the values in its issues", () => {
    const text =
      '{"typeMessage":"textMessage","idMessage":115000000000000001234,"chatId":-69123456789012345,"textMessage":12345678901234567891,"novelty":12345678901234567891}'
    const { issues, message } = decodeParsed({ text, value: JSON.parse(text) })
    assert.deepStrictEqual(message as object, {
      typeMessage: "textMessage",
      idMessage: "115000000000000001234",
      chatId: "-69123456789012345",
      novelty: JSON.parse("12345678901234567891")
    })
    assert.deepStrictEqual(
      issues.map(({ raw }) => raw),
      ["12345678901234567891"]
    )
  })

  it("is told by the places that its items have in it, however many went before, and at any depth", () => {
    const places = (record: JsonObject) =>
      decodeRecord(record).issues.map(({ detail }) => /`(.*)`/.exec(detail)?.[1])
    const votes = ["x", { optionName: "a", optionVoters: ["u", 5.5, null, "u", 1e300] }, 7, { optionName: 8 }]
    assert.deepStrictEqual(places({ typeMessage: "pollUpdateMessage", pollMessageData: { votes } }).sort(), [
      "pollMessageData.votes[0]",
      "pollMessageData.votes[1].optionVoters[1]",
      "pollMessageData.votes[1].optionVoters[2]",
      "pollMessageData.votes[1].optionVoters[4]",
      "pollMessageData.votes[2]",
      "pollMessageData.votes[3].optionName"
    ])
    const contacts = [1, { displayName: "A" }, 2, 3]
    assert.deepStrictEqual(places({ typeMessage: "contactsArrayMessage", contacts }).sort(), [
      "contacts[0]",
      "contacts[2]",
      "contacts[3]"
    ])
    const quotedMessage = { typeMessage: "pollMessage", pollMessageData: { options: ["a", "b", {}, "c"] } }
    assert.deepStrictEqual(places({ typeMessage: "textMessage", quotedMessage }).sort(), [
      "quotedMessage.pollMessageData.options[0]",
      "quotedMessage.pollMessageData.options[1]",
      "quotedMessage.pollMessageData.options[3]"
    ])
  })

  it("is no message if it is no object", () => {
    for (const [value, kind] of [
      [null, "null"],
      [5, "a number"],
      ["x", "a text"],
      [true, "a boolean"],
      [[], "a list"]
    ])
      assert.deepStrictEqual(details(value), [`not_an_object: the record is ${kind}`])
  })
})

describe("a poll update", () => {
  const update = (...optionVoters: ReadonlyArray<unknown>) =>
    details({
      typeMessage: "pollUpdateMessage",
      pollMessageData: { votes: [{ optionName: "a", optionVoters }] }
    })

  it("that names several voters is noted as a tally", () => {
    assert.deepStrictEqual(update("x", { voterWid: "y" }, "x"), [
      "poll_update_names_several_voters: the update names 2 voters and is read as a tally"
    ])
  })

  it("that names another voter of the same kind than its sender is noted, one under another kind of id is not", () => {
    const from = (senderId: string, voter: string) =>
      details({
        typeMessage: "pollUpdateMessage",
        senderId,
        pollMessageData: { votes: [{ optionName: "a", optionVoters: [voter] }] }
      })
    const other =
      "poll_update_names_another_voter: the update names another voter than its sender: the vote is the voter's"
    assert.deepStrictEqual(from("71@c.us", "72@c.us"), [other])
    assert.deepStrictEqual(from("8@lid", "9@lid"), [other])
    assert.deepStrictEqual(from("40000001", "40000002"), [other])
    assert.deepStrictEqual(from("71@c.us", "71@c.us"), [])
    assert.deepStrictEqual(from("9@lid", "71@c.us"), [])
  })

  it("of which no vote can be read is noted, and is not taken for a withdrawal", () => {
    const unread = "poll_update_without_votes: no vote can be read in the update: the vote before it stands"
    const votesOf = (votes: unknown) => {
      const { issues, message } = decodeRecord({
        typeMessage: "pollUpdateMessage",
        pollMessageData: { votes }
      })
      return { codes: issues.map(({ code }) => code), message }
    }
    const nobody = [{ optionName: "a" }]
    for (const votes of [null, [], nobody, [{ optionName: "a", optionVoters: null }]])
      assert.deepStrictEqual(votesOf(votes).codes, ["poll_update_without_votes"], JSON.stringify(votes))
    for (const votes of [
      [{ optionVoters: ["71@c.us"] }],
      [{ optionName: "", optionVoters: ["71@c.us"] }],
      [{ optionName: "a", optionVoters: [""] }]
    ])
      assert.deepStrictEqual(votesOf(votes).codes, ["poll_update_without_votes"], JSON.stringify(votes))
    for (const votes of ["a", { a: ["71@c.us"] }, ["a"]])
      assert.deepStrictEqual(votesOf(votes).codes, ["field_type"], JSON.stringify(votes))
    for (const optionVoters of ["71@c.us", [7.1], [{ id: "71@c.us" }], [null]])
      assert.deepStrictEqual(votesOf([{ optionName: "a", optionVoters }]).codes, ["field_type"])
    assert.deepStrictEqual(details({ typeMessage: "pollUpdateMessage" }), [unread])
    assert.deepStrictEqual(votesOf([{ optionName: "a", optionVoters: [] }]).codes, [])
    const partly = votesOf([{ optionName: "a", optionVoters: [true, "71@c.us"] }])
    assert.deepStrictEqual(partly.codes, ["field_type"])
    assert.deepNestedInclude(partly.message, { "pollMessageData.votes[0].optionVoters": ["71@c.us"] })
  })

  it("of which a part of the votes cannot be read is noted", () => {
    const read = { optionName: "a", optionVoters: ["71@c.us"] }
    const unread = [
      { optionName: "b", optionVoters: null },
      { optionName: "b" },
      { optionVoters: ["72@c.us"] },
      { optionName: "b", optionVoters: [""] }
    ]
    for (const item of unread)
      assert.deepStrictEqual(
        details({ typeMessage: "pollUpdateMessage", pollMessageData: { votes: [read, item] } }),
        ["poll_update_partly_read: a part of the votes cannot be read: what can be read counts"],
        JSON.stringify(item)
      )
  })

  it("whose voter is nobody, or the sender in another form, is the sender's", () => {
    for (const voter of [
      "null@c.us",
      "0@c.us",
      "undefined",
      "79990000001",
      "+79990000001",
      "79990000001:12@c.us",
      "79990000001@s.whatsapp.net"
    ]) {
      const { issues, message } = decodeRecord({
        typeMessage: "pollUpdateMessage",
        senderId: "79990000001@c.us",
        pollMessageData: { stanzaId: "P", votes: [{ optionName: "a", optionVoters: [voter] }] }
      })
      assert.deepStrictEqual(issues, [], voter)
      assert.deepNestedInclude(message, {
        "pollMessageData.votes[0].optionVoters": ["79990000001@c.us"]
      })
    }
  })

  it("leaves nobody out where others are named, and for the tables where there is no sender", () => {
    const voters = (senderId: string | undefined, ...optionVoters: ReadonlyArray<unknown>) => {
      const { message } = decodeRecord({
        typeMessage: "pollUpdateMessage",
        ...(senderId === undefined ? {} : { senderId }),
        pollMessageData: { stanzaId: "P", votes: [{ optionName: "a", optionVoters }] }
      })
      return JSON.stringify(message?.["pollMessageData"])
    }
    const votes = (...optionVoters: ReadonlyArray<unknown>) =>
      JSON.stringify({ stanzaId: "P", votes: [{ optionName: "a", optionVoters }] })
    assert.strictEqual(voters("7@c.us", "8@c.us", "null@c.us"), votes("8@c.us"))
    assert.strictEqual(voters(undefined, "null"), votes("null@c.us"))
    assert.strictEqual(voters("9@lid", "79990000004:7@c.us"), votes("79990000004@c.us"))
    assert.strictEqual(voters("9:2@lid", "9@lid"), votes("9@lid"))
  })

  it("that names one voter twice, or nobody, is not", () => {
    assert.deepStrictEqual(update("x", { voterWid: "x" }), [])
    assert.deepStrictEqual(update(), [])
  })
})

describe("any JSON value", () => {
  it("is decoded without an exception, and what is answered fits the schema of all messages", () => {
    const fits = Schema.is(Message)
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: record }, json), (value) => {
        const { message, issues } = decodeRecord(value)
        assert.isTrue(message === undefined || fits(message))
        assert.isAtMost(issues.length, 100)
      }),
      { numRuns: 1000 }
    )
  })

  it("that is an object stays whole: in the message and in what was set aside", () => {
    fc.assert(
      fc.property(record, (value) => {
        const { message, setAside } = decodeRecord(value)
        const { typeMessage, ...rest }: JsonObject = { ...message }
        const kept: JsonObject = typeof value["typeMessage"] === "string" ? { ...rest, typeMessage } : rest
        const isNumeric = Object.hasOwn(value, "timestamp") && typeof kept["timestamp"] === "number"
        const sent = isNumeric ? { ...value, timestamp: kept["timestamp"] } : value
        // Ids that are integers become texts, and options that are texts become objects.
        const plain = (all: ReadonlyArray<string>) =>
          all
            .map((leaf) =>
              leaf
                .replace(/^\.pollMessageData\.options\[\](?==")/, "$&.optionName")
                .replace(/="(-?\d+)"$/, "=$1")
            )
            .sort()
        assert.deepStrictEqual(plain([...leaves(kept), ...leaves(setAside ?? {})]), plain(leaves(sent)))
      }),
      { numRuns: 1000 }
    )
  })

  it("may nest 100,000 levels deep", () => {
    const deep = nested(100_000)
    for (const value of [
      deep,
      { typeMessage: "textMessage", novelty: deep },
      { typeMessage: "textMessage", textMessage: deep },
      { typeMessage: deep },
      { typeMessage: "textMessage", quotedMessage: deep },
      { typeMessage: "pollMessage", pollMessageData: { options: [deep] } }
    ])
      assert.isAtMost(decodeRecord(value).issues.length, 2)
  })

  it("may hold huge lists: they are set aside as a whole, and shown in part", () => {
    const contacts = Array.from({ length: 300_000 }, (_, index) => index)
    const decoded = decodeRecord({ typeMessage: "contactsArrayMessage", contacts })
    assert.deepStrictEqual(decoded.setAside, { contacts })
    assert.deepStrictEqual(
      decoded.issues.map(({ detail }) => detail),
      ["`contacts` does not fit: it is a list"]
    )
    assert.isAtMost(decoded.issues[0]?.raw?.length ?? 0, 65_537)
  })

  it("gives 100 issues at most: then whole fields go", () => {
    const vote = { optionName: 1, optionVoters: [2, 3, 4] }
    const pollMessageData = { stanzaId: "P", votes: Array.from({ length: 900 }, () => vote) }
    const decoded = decodeRecord({ typeMessage: "pollUpdateMessage", pollMessageData })
    assert.isAtMost(decoded.issues.length, 100)
    assert.deepStrictEqual(decoded.message as object, { typeMessage: "pollUpdateMessage" })
    assert.strictEqual(leaves(decoded.setAside).length, 900 * 4 + 1)
  })
})
