// Notifications of webhooks: told apart, and those of messages as flat as the journal has them.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { decodeMessage, decodeNotification } from "../src/index.ts"

const instanceData = { idInstance: 1101000001, wid: "79990001122@c.us", typeInstance: "whatsapp" }
const anna = {
  chatId: "120363000000000001@g.us",
  chatName: "Flat 12",
  sender: "79001234567@c.us",
  senderName: "Anna",
  senderContactName: "Anna K."
}

const messageOf = (messageData: unknown, typeWebhook = "incomingMessageReceived") => {
  const told = decodeNotification({
    typeWebhook,
    instanceData,
    timestamp: 1_780_000_000,
    idMessage: "A1",
    senderData: anna,
    messageData
  })
  assert(told.kind === "message")
  return told
}

describe("a notification", () => {
  it("of a text message is the record that the journal has, and the name of the chat", () => {
    const told = messageOf({
      typeMessage: "textMessage",
      textMessageData: { textMessage: "hello", isForwarded: true }
    })
    assert.deepStrictEqual(told.issues, [])
    assert.deepStrictEqual({ ...told.message }, {
      typeMessage: "textMessage",
      textMessage: "hello",
      isForwarded: true,
      chatId: anna.chatId,
      chatName: "Flat 12",
      senderId: anna.sender,
      senderName: "Anna",
      senderContactName: "Anna K.",
      timestamp: 1_780_000_000,
      idMessage: "A1",
      type: "incoming"
    } as unknown as typeof told.message)
    assert.strictEqual(told.idInstance, "1101000001")
    assert.strictEqual(told.direction, "incoming")
  })

  it("has each body under the names of the journal", () => {
    const bodies: ReadonlyArray<readonly [object, object]> = [
      [
        { typeMessage: "imageMessage", fileMessageData: { downloadUrl: "https://x/1", caption: "roof" } },
        { downloadUrl: "https://x/1", caption: "roof" }
      ],
      [
        { typeMessage: "locationMessage", locationMessageData: { latitude: 1 } },
        { location: { latitude: 1 } }
      ],
      [
        { typeMessage: "contactMessage", contactMessageData: { displayName: "Bo" } },
        { contact: { displayName: "Bo" } }
      ],
      [
        { typeMessage: "contactsArrayMessage", messageData: { contacts: [{ displayName: "Bo" }] } },
        { contacts: [{ displayName: "Bo" }] }
      ],
      [
        { typeMessage: "extendedTextMessage", extendedTextMessageData: { text: "see https://x" } },
        { extendedTextMessage: { text: "see https://x" }, textMessage: "see https://x" }
      ],
      [
        {
          typeMessage: "reactionMessage",
          extendedTextMessageData: { text: "👍" },
          quotedMessage: { stanzaId: "A0", participant: "1@c.us" }
        },
        {
          extendedTextMessageData: { text: "👍" },
          quotedMessage: { stanzaId: "A0", participant: "1@c.us" }
        }
      ],
      [
        { typeMessage: "deletedMessage", deletedMessageData: { stanzaId: "A0" } },
        { deletedMessageData: { stanzaId: "A0" } }
      ]
    ]
    for (const [sent, flat] of bodies) assert.deepInclude(messageOf(sent).message, flat)
  })

  it("of an outgoing message says whether the API sent it", () => {
    const body = { typeMessage: "textMessage", textMessageData: { textMessage: "hello" } }
    const byApi = messageOf(body, "outgoingAPIMessageReceived").message
    const byPhone = messageOf(body, "outgoingMessageReceived").message
    assert.deepStrictEqual([byApi?.type, byApi?.sendByApi, byPhone?.sendByApi], [
      "outgoing",
      true,
      false
    ] as unknown[])
  })

  it("of another kind is told apart", () => {
    const kinds: ReadonlyArray<readonly [object, object]> = [
      [
        {
          typeWebhook: "outgoingMessageStatus",
          chatId: "1@c.us",
          idMessage: "A1",
          status: "failed",
          description: "no account"
        },
        { kind: "status", status: "failed", description: "no account" }
      ],
      [
        { typeWebhook: "stateInstanceChanged", stateInstance: "blocked" },
        { kind: "state", stateInstance: "blocked" }
      ],
      [
        { typeWebhook: "quotaExceeded", quotaData: { method: "correspondents", used: 3, total: 3 } },
        { kind: "quota", method: "correspondents", used: 3, total: 3 }
      ],
      [
        { typeWebhook: "outgoingCall", from: "1@c.us", status: "declined" },
        { kind: "call", direction: "outgoing" }
      ],
      [
        { typeWebhook: "incomingBlock", chatId: "1@c.us", chatState: "block" },
        { kind: "block", chatState: "block" }
      ],
      [{ typeWebhook: "deviceInfo" }, { kind: "other", typeWebhook: "deviceInfo" }],
      [{ typeWebhook: "toString" }, { kind: "other" }]
    ]
    for (const [sent, told] of kinds) assert.deepInclude(decodeNotification({ ...sent, instanceData }), told)
  })

  it("about a message has its chat in the form of the service, whatever form a program in between wrote", () => {
    for (const chatId of ["79990000001:3@c.us", "79990000001@s.whatsapp.net"]) {
      const sent = {
        typeWebhook: "outgoingMessageStatus",
        chatId,
        idMessage: "A1",
        status: "read",
        instanceData
      }
      assert.deepInclude(decodeNotification(sent), { chatId: "79990000001@c.us" })
    }
  })

  it("is also what receiveNotification answers, as text or as a value", () => {
    const answer = {
      receiptId: 7,
      body: { typeWebhook: "stateInstanceChanged", stateInstance: "authorized" }
    }
    for (const given of [answer, JSON.stringify(answer)])
      assert.deepInclude(decodeNotification(given), { kind: "state", receiptId: 7 })
  })

  it("is of kind none where it is none, whatever it is", () => {
    for (const sent of [
      "",
      "null",
      "{",
      null,
      [],
      1,
      { typeMessage: "textMessage" },
      { body: { typeWebhook: 1 } }
    ])
      assert.strictEqual(decodeNotification(sent).kind, "none")
  })

  it("keeps a field named __proto__, and stops at a quote of a quote", () => {
    let quoted: object = { stanzaId: "A0" }
    for (let depth = 0; depth < 50_000; depth += 1) quoted = { quotedMessage: quoted }
    const sent = JSON.parse('{"typeMessage":"odd","__proto__":{"chatId":"evil"}}')
    const told = messageOf({ ...sent, typeMessage: "odd", ["__proto__"]: { chatId: "evil" } })
    assert.strictEqual(Object.getPrototypeOf(told.message), Object.prototype)
    assert.isTrue(Object.hasOwn(told.message ?? {}, "__proto__"))
    assert.strictEqual(
      decodeNotification({ typeWebhook: "incomingMessageReceived", messageData: quoted }).kind,
      "message"
    )
  })

  it("never throws", () => {
    const typeWebhook = fc.constantFrom("incomingMessageReceived", "quotaExceeded", "outgoingCall", "x")
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.anything()),
        typeWebhook,
        fc.anything(),
        (rest, type, any) => {
          decodeNotification({
            ...rest,
            typeWebhook: type,
            messageData: any,
            senderData: any,
            quotaData: any
          })
        }
      )
    )
  })
})

describe("decodeMessage", () => {
  it("takes a record or a notification, as text or as a value, and a type narrows it", () => {
    const record = { typeMessage: "textMessage", textMessage: "hello" }
    const notification = {
      typeWebhook: "incomingMessageReceived",
      messageData: { typeMessage: "textMessage", textMessageData: { textMessage: "hello" } }
    }
    for (const json of [
      record,
      JSON.stringify(record),
      notification,
      `\ufeff${JSON.stringify(notification)}`
    ]) {
      const { message } = decodeMessage(json)
      assert(message?.typeMessage === "textMessage")
      const text: string | null | undefined = message.textMessage
      assert.strictEqual(text, "hello")
    }
  })

  it("says of what it is not what it is", () => {
    const codeOf = (json: unknown) => {
      const { message, issues } = decodeMessage(json)
      assert.isUndefined(message)
      return issues.map(({ code }) => code)
    }
    assert.deepStrictEqual(codeOf("{"), ["not_json"])
    assert.deepStrictEqual(codeOf("[]"), ["not_an_object"])
    assert.deepStrictEqual(codeOf({ typeWebhook: "stateInstanceChanged" }), ["missing_type_message"])
  })
})
