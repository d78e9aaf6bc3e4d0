import { expect, test } from "vitest"
import { said, sceneOf } from "./scene.ts"

test("what no column holds stands in extra, also inside a known object", () => {
  const { messages } = sceneOf(
    said("p@c.us", "A", 9, {
      textMessage: "shown",
      extendedTextMessage: { text: "hidden", description: "", previewType: "None", font: "SERIF" },
      somethingNew: { deep: [1, null] },
      nothing: null,
      caption: ""
    })
  )
  expect(messages[0]?.extra).toEqual({
    extendedTextMessage: { text: "hidden", font: "SERIF" },
    somethingNew: { deep: [1, null] },
    nothing: null
  })
})

test("a second quoted id, or more in a contact than the tables show, stands in extra", () => {
  const quotes = {
    quotedMessage: { stanzaId: "Q" },
    extendedTextMessage: { stanzaId: "R", participant: "p" }
  }
  const contacts = [
    { displayName: "A", vcard: "" },
    { displayName: "B", isForwarded: true }
  ]
  const { messages } = sceneOf(
    said("p@c.us", "A", 1, quotes),
    said("p@c.us", "B", 2, { contacts }),
    said("p@c.us", "C", 3, { contacts: contacts.slice(0, 1) })
  )
  expect(messages.map((row) => row.extra)).toEqual([
    { extendedTextMessage: { stanzaId: "R" } },
    { contacts },
    null
  ])
})
