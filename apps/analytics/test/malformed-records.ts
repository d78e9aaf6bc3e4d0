// Bad records, each with what is said of it and what becomes of it: the table that malformed.test.ts loads.
//
// A record with the id `bad` is one that can be read at all. Texts are JSON as it stands in a reply, so escapes
// of JavaScript and of JSON differ: `\\u0000` is an escape in the reply, `\u0001` a raw control character.

const nested = (levels: number): string => `{"a":`.repeat(levels).concat("1", "}".repeat(levels))

/** The text of an incoming record, with these fields as text. */
export const record = (id: string, type: string, fields: string): string =>
  `{"type":"incoming","idMessage":"${id}","timestamp":1700000000,"typeMessage":"${type}","chatId":"g@g.us"` +
  `,"senderId":"p@c.us"${fields === "" ? "" : `,${fields}`}}`

/** A bad record between two good ones: what is said of it, and what becomes of it. */
export type MalformedRecord = {
  /** The text of the record; a record with the id `bad` if it is one. */
  readonly text: string | Uint8Array
  readonly codes?: ReadonlyArray<string>
  /** Columns of its row in `messages`, `extra` parsed; null if it makes none. */
  readonly row?: Readonly<Record<string, unknown>> | null
  /** Columns of its rows in another table. */
  readonly rows?: readonly [table: string, rows: ReadonlyArray<Readonly<Record<string, unknown>>>]
}

/** Bytes from texts and bytes. */
export const bytes = (...parts: ReadonlyArray<string | ReadonlyArray<number>>): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(typeof part === "string" ? part : [...part])))

/** The bad records by what is bad about them. */
export const malformedRecords: Readonly<Record<string, MalformedRecord>> = {
  "a null": { text: "null", codes: ["not_an_object"], row: null },
  "a number": { text: "5", codes: ["not_an_object"], row: null },
  "a text": { text: '"hello"', codes: ["not_an_object"], row: null },
  "a flag": { text: "true", codes: ["not_an_object"], row: null },
  "a list": { text: '[{"typeMessage":"textMessage"}]', codes: ["not_an_object"], row: null },
  "nothing between two commas": { text: "", codes: ["missing_record"], row: null },
  "no JSON": { text: '{"idMessage":"bad","isEdited":treu}', codes: ["not_json"], row: null },
  "an object without fields": { text: "{}", codes: ["missing_type_message"] },
  "a type that is null": {
    text: '{"idMessage":"bad","chatId":"g@g.us","typeMessage":null,"textMessage":"t"}',
    codes: ["missing_type_message"],
    row: { type_message: null, text: "t" }
  },
  "a type that is a list": {
    text: '{"idMessage":"bad","chatId":"g@g.us","typeMessage":["textMessage"]}',
    codes: ["missing_type_message"],
    row: { type_message: null, extra: { typeMessage: ["textMessage"] } }
  },
  "half a surrogate pair": {
    text: record("bad", "textMessage", '"textMessage":"a\\ud800b","\\udc00":1'),
    codes: ["lone_surrogate"],
    row: { text: "a\ufffdb", extra: { "\ufffd": 1 } }
  },
  "control characters in a text": {
    text: record("bad", "textMessage", '"textMessage":"a\u0001\nb","new\tfield":"\u001f"'),
    codes: ["raw_control_character"],
    row: { text: "a\u0001\nb", extra: { "new\tfield": "\u001f" } }
  },
  "a field that stands twice": {
    text: record("bad", "textMessage", '"textMessage":"first","x":{"y":1,"y":2},"textMessage":"last"'),
    codes: ["duplicate_key"],
    row: { text: "last", extra: { x: { y: 2 } } }
  },
  "a type that stands twice": {
    text: record("bad", "imageMessage", '"caption":"c","typeMessage":"textMessage","textMessage":"t"'),
    codes: ["duplicate_key"],
    row: { type_message: "textMessage", text: "t", extra: { caption: "c" } }
  },
  "bytes that are not UTF-8": {
    text: bytes(record("bad", "textMessage", '"textMessage":"a').slice(0, -1), [0xff, 0xfe], '"}'),
    codes: ["invalid_utf8"],
    row: { text: "a\ufffd\ufffd" }
  },
  "600 levels": { text: record("bad", "textMessage", `"x":${nested(600)}`), codes: ["too_deep"], row: null },
  "500 levels": {
    text: record("bad", "futureMessage", `"x":${nested(500)},"quotedMessage":${nested(500)}`),
    row: { extra: JSON.parse(`{"x":${nested(500)}}`) }
  },
  "a NUL": {
    text: record("bad", "textMessage", '"textMessage":"a\\u0000b","x":"\\u0000","senderName":"\\u0000"'),
    row: { text: "a\u0000b", sender_name: "\u0000", extra: { x: "\u0000" } }
  },
  "names that differ in case only": {
    text: record("bad", "textMessage", '"TextMessage":"other","textMessage":"this","IDMESSAGE":"x","Type":5'),
    row: { text: "this", extra: { TextMessage: "other", IDMESSAGE: "x", Type: 5 } }
  },
  "names in escapes": {
    text: record("bad", "textMessage", '"text\\u004dessage":"this","\\u0061":1'),
    row: { text: "this", extra: { a: 1 } }
  },
  "names of prototypes": {
    text: record("bad", "textMessage", '"textMessage":"t","__proto__":{"a":1},"constructor":2,"toString":3'),
    row: { text: "t", extra: JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":3}') }
  },
  "a type that is a name of prototypes": {
    text: record("bad", "constructor", '"textMessage":"t"'),
    row: { type_message: "constructor", text: "t", extra: null }
  },
  "an unknown type with fields of other kinds": {
    text: record(
      "bad",
      "futureMessage",
      '"location":"here","contacts":{"a":1},"contact":[1],"pollMessageData":[1],"extendedTextMessage":"t"' +
        ',"downloadUrl":5,"isAnimated":"yes","editedMessageData":7,"chatState":{}'
    ),
    row: {
      text: null,
      chat_state: null,
      extra: {
        location: "here",
        contacts: { a: 1 },
        contact: [1],
        pollMessageData: [1],
        extendedTextMessage: "t",
        downloadUrl: 5,
        isAnimated: "yes",
        editedMessageData: 7,
        chatState: {}
      }
    }
  },
  "an unknown type with a text that is none": {
    text: record("bad", "futureMessage", '"textMessage":{"a":1},"caption":5'),
    row: { text: null, extra: { textMessage: { a: 1 }, caption: 5 } }
  },
  "a type without a body with a text that is none": {
    text: record("bad", "groupInviteMessage", '"textMessage":["a"],"caption":"c"'),
    row: { text: "c", extra: { textMessage: ["a"] } }
  },
  "a known type with fields of another type and kind": {
    text: record(
      "bad",
      "textMessage",
      '"textMessage":"t","location":[],"pollMessageData":1,"caption":{"a":1}'
    ),
    row: { text: "t", extra: { location: [], pollMessageData: 1, caption: { a: 1 } } }
  },
  "numbers as texts": {
    text: record("bad", "textMessage", '"textMessage":"t","forwardingScore":"5","isEdited":"true"').replace(
      "1700000000",
      '"1700000000"'
    ),
    codes: ["field_type", "field_type"],
    row: {
      sent_at: 1_700_000_000_000,
      forwarding_score: null,
      extra: { forwardingScore: "5", isEdited: "true" }
    }
  },
  "a time in another spelling": {
    text: record("bad", "textMessage", '"forwardingScore":2.0').replace("1700000000", "1.7e9"),
    row: { sent_at: 1_700_000_000_000, forwarding_score: 2 }
  },
  "a time that is none": {
    text: record("bad", "textMessage", "").replace("1700000000", "-1"),
    codes: ["field_type"],
    row: { sent_at: null, extra: { timestamp: -1 } }
  },
  "coordinates beyond all bounds": {
    text: record("bad", "locationMessage", '"location":{"latitude":1e308,"longitude":1e999}'),
    codes: ["field_type"],
    rows: ["locations", [{ latitude: 1e308, longitude: null }]]
  },
  "a place that is a text": {
    text: record("bad", "locationMessage", '"location":"here"'),
    codes: ["field_type"],
    row: { extra: { location: "here" } },
    rows: ["locations", []]
  },
  "contacts among other things": {
    text: record("bad", "contactsArrayMessage", '"contacts":[null,{"displayName":"A"},"B",{"vcard":5},{}]'),
    codes: ["field_type", "field_type", "field_type"],
    rows: ["contacts", [{ display_name: "A" }, { display_name: null }, { display_name: null }]]
  },
  "a vCard without end": {
    text: record(
      "bad",
      "contactMessage",
      `"contact":{"vcard":"TEL${";x".repeat(50_000)}:+7\\u0000 901 000-00-71"}`
    ),
    rows: ["contacts", [{ phone_numbers: "+79010000071" }]]
  },
  "voters that look like JSON": {
    text: record(
      "bad",
      "pollUpdateMessage",
      '"pollMessageData":{"stanzaId":"P","votes":[{"optionName":"a","optionVoters":["{","{\\"a\\"","["]}]}'
    ),
    codes: ["poll_update_names_several_voters"],
    rows: [
      "poll_votes",
      ["[", "p@c.us", "{", '{"a"'].map((voter_id) => ({
        voter_id,
        option_name: voter_id === "p@c.us" ? null : "a"
      }))
    ]
  },
  "a vote of another shape": {
    text: record("bad", "pollUpdateMessage", '"pollMessageData":{"stanzaId":"P","votes":{"a":1},"name":7}'),
    codes: ["field_type", "field_type"],
    row: { extra: { pollMessageData: { votes: { a: 1 }, name: 7 } } },
    rows: ["poll_votes", []]
  },
  "a quote that is a text": {
    text: record("bad", "textMessage", '"textMessage":"t","quotedMessage":"null"'),
    codes: ["field_type"],
    row: { quoted_message_id: null, extra: { quotedMessage: "null" } },
    rows: ["quotes", []]
  },
  "a quote of an unknown kind": {
    text: record(
      "bad",
      "textMessage",
      '"textMessage":"t","quotedMessage":{"stanzaId":"Q","typeMessage":"future","extendedTextMessage":"x","a.b":{"$":1}}'
    ),
    row: { quoted_message_id: "Q", extra: null },
    rows: ["quotes", [{ quoted_type_message: "future", quoted_text: null }]]
  },
  "an id that is a number": {
    text: '{"idMessage":5,"chatId":"g@g.us","typeMessage":"textMessage"}'
  },
  "an id that is a fraction": {
    text: '{"idMessage":5.5,"chatId":"g@g.us","typeMessage":"textMessage"}',
    codes: ["field_type"]
  },
  "five megabytes": {
    text: record(
      "bad",
      "imageMessage",
      `"jpegThumbnail":"${"A".repeat(5_000_000)}","x":"${"B".repeat(99_999)}"`
    ),
    row: { extra: { x: "B".repeat(99_999) } }
  }
}
