import { decodeRecord } from "@chatledger/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type JsonObject, leaves, record } from "../../../../packages/core/test/records.ts"
import { documentedOf, extraOf, hasDocumentedName } from "../../src/extra/extra.ts"

const extraAndRest = (message: JsonObject) => {
  const extra = extraOf(message)
  return { extra, rest: documentedOf(message, extra ?? {}) }
}

describe("what stands in extra", () => {
  it("is empty for a record with documented fields only", () => {
    for (const message of [
      {
        typeMessage: "textMessage",
        textMessage: "a",
        senderName: "b",
        quotedMessage: { stanzaId: "Q", other: 1 }
      },
      { typeMessage: "imageMessage", caption: "a", videoNote: false, isForwarded: true },
      { typeMessage: "locationMessage", location: { latitude: 1, isForwarded: true }, isForwarded: true },
      { typeMessage: "incomingCall", textMessage: "a call" },
      { typeMessage: "novelMessage", caption: "a" },
      {
        typeMessage: "pollUpdateMessage",
        pollMessageData: { stanzaId: "P", votes: [{ optionVoters: ["x"] }] }
      }
    ])
      assert.isUndefined(extraOf(message), message.typeMessage)
  })

  it("is an unknown field, alone or inside its object", () => {
    const message = { typeMessage: "locationMessage", location: { latitude: 1, accuracy: 5 }, novelty: [1] }
    assert.deepStrictEqual(extraAndRest(message), {
      extra: { location: { accuracy: 5 }, novelty: [1] },
      rest: { typeMessage: "locationMessage", location: { latitude: 1 } }
    })
  })

  it("is a field of another type", () => {
    const message = { typeMessage: "textMessage", textMessage: "a", location: { latitude: 1 }, caption: "c" }
    assert.deepStrictEqual(extraAndRest(message), {
      extra: { location: { latitude: 1 }, caption: "c" },
      rest: { typeMessage: "textMessage", textMessage: "a" }
    })
  })

  it("is a whole list if one of its items has an unknown field, and the list stays documented", () => {
    const votes = [{ optionName: "a", optionVoters: [{ voterWid: "x", votedAt: 1 }] }, { optionName: "b" }]
    const message = { typeMessage: "pollUpdateMessage", pollMessageData: { stanzaId: "P", votes } }
    assert.deepStrictEqual(extraAndRest(message), { extra: { pollMessageData: { votes } }, rest: message })
  })

  it("is what a reaction quotes beside its target", () => {
    const quotedMessage = { stanzaId: "T", participant: "p", typeMessage: "textMessage" }
    const { extra, rest } = extraAndRest({ typeMessage: "reactionMessage", quotedMessage })
    assert.deepStrictEqual(extra, { quotedMessage: { typeMessage: "textMessage" } })
    assert.deepStrictEqual(rest["quotedMessage"], { stanzaId: "T", participant: "p" })
  })

  it("contains a second place of a value if it differs from the one that is shown", () => {
    const message = {
      typeMessage: "quotedMessage",
      extendedTextMessage: { text: "t", stanzaId: "OTHER", participant: "", isForwarded: false },
      isForwarded: false,
      quotedMessage: { stanzaId: "Q", participant: "p" }
    }
    assert.deepStrictEqual(extraAndRest(message), {
      extra: { extendedTextMessage: { stanzaId: "OTHER" } },
      rest: { ...message, extendedTextMessage: { text: "t", participant: "", isForwarded: false } }
    })
    const edited = {
      typeMessage: "editedMessage",
      editedMessageId: "A",
      editedMessageData: { stanzaId: "B" }
    }
    assert.deepStrictEqual(extraOf(edited), { editedMessageData: { stanzaId: "B" } })
    const both = { typeMessage: "incomingCall", textMessage: "a", caption: "b" }
    assert.deepStrictEqual(extraAndRest(both), {
      extra: { caption: "b" },
      rest: { typeMessage: "incomingCall", textMessage: "a" }
    })
  })

  it("is what a business shows beside its text, and of a choice all but its text and its target", () => {
    const shown = { titleText: "T", footer: "F", buttons: [{ buttonId: "1" }] }
    for (const name of ["templateMessage", "buttonsMessage", "listMessage", "interactiveButtons"])
      assert.deepStrictEqual(
        extraOf({ typeMessage: name, [name]: { contentText: "a", isForwarded: true, ...shown } }),
        { [name]: shown }
      )
    for (const [name, text, field = name] of [
      ["buttonsResponseMessage", "selectedButtonText"],
      ["templateButtonsReplyMessage", "selectedDisplayText", "templateButtonReplyMessage"],
      ["listResponseMessage", "title"],
      ["interactiveButtonsReply", "contentText"]
    ] as const) {
      const choice = { [text]: "a", stanzaId: "Q" }
      const message = { typeMessage: name, [field]: { ...choice, selectedId: "1" } }
      assert.deepStrictEqual(extraOf(message), { [field]: { selectedId: "1" } })
      assert.isUndefined(extraOf({ typeMessage: name, [field]: choice, textMessage: "a" }))
      assert.deepStrictEqual(
        extraAndRest({
          typeMessage: name,
          [field]: choice,
          textMessage: "b",
          quotedMessage: { stanzaId: "R" }
        }),
        {
          extra: { [field]: choice },
          rest: { typeMessage: name, [field]: {}, textMessage: "b", quotedMessage: { stanzaId: "R" } }
        }
      )
      assert.deepStrictEqual(extraOf({ typeMessage: name, selectedId: "1" }), { selectedId: "1" })
      assert.deepStrictEqual(extraOf({ typeMessage: "textMessage", [field]: choice }), { [field]: choice })
    }
  })

  it("contains what replaces a text, if a type has no documented body", () => {
    const message = { typeMessage: "groupInviteMessage", textMessage: ["a"], caption: "c" }
    assert.deepStrictEqual(extraAndRest(message), {
      extra: { textMessage: ["a"] },
      rest: { typeMessage: "groupInviteMessage", caption: "c" }
    })
    const neither = { typeMessage: "novelMessage", textMessage: { a: 1 }, caption: 5 }
    assert.deepStrictEqual(extraOf(neither), { textMessage: { a: 1 }, caption: 5 })
  })

  it("contains an invalid direction, and a vote without its poll", () => {
    assert.deepStrictEqual(extraAndRest({ typeMessage: "", type: "status" }), {
      extra: { type: "status" },
      rest: { typeMessage: "" }
    })
    const pollMessageData = { name: "n", votes: [], novelty: 1 }
    assert.deepStrictEqual(extraAndRest({ typeMessage: "pollUpdateMessage", pollMessageData }), {
      extra: { pollMessageData },
      rest: { typeMessage: "pollUpdateMessage" }
    })
  })
})

describe("a part of extra that a table would show", () => {
  it("is a field of another type, even an empty one, or of the same type inside an object", () => {
    assert.isTrue(hasDocumentedName({ location: {} }, "textMessage"))
    assert.isTrue(hasDocumentedName({ extendedTextMessage: { title: "t" } }, "quotedMessage"))
    assert.isTrue(hasDocumentedName({ type: "status" }, "textMessage"))
  })

  it("is no field that nobody has documented", () => {
    assert.isFalse(hasDocumentedName({ novelty: { location: 1 } }, "textMessage"))
    assert.isFalse(hasDocumentedName({ location: { accuracy: 1 } }, "locationMessage"))
  })
})

describe("any record that fits", () => {
  it("is complete in the documented columns and extra together", () => {
    fc.assert(
      fc.property(record, (value) => {
        const { message } = decodeRecord(value)
        if (message === undefined) return
        const { extra, rest } = extraAndRest(message)
        const kept = new Set([...leaves(rest), ...leaves(extra ?? {})])
        assert.deepStrictEqual(
          leaves(message).filter((leaf) => !kept.has(leaf)),
          []
        )
        const again = extraOf(rest)
        assert.deepStrictEqual(
          leaves(again ?? {}).filter((leaf) => !leaf.includes("[]")),
          []
        )
      }),
      { numRuns: 1000 }
    )
  })
})
