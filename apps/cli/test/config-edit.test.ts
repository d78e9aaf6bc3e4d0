import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { newConfiguration, withInstance } from "../src/configuration/config-edit.ts"

const club = { idInstance: "1102000002", tokenFile: "club.token" }

describe("an instance is put into a configuration", () => {
  it.each([
    [
      '{\n  "instances": [\n    {\n      "idInstance": "1"\n    }\n  ],\n  "archive": "a"\n}\n',
      '{\n  "instances": [\n    {\n      "idInstance": "1"\n    },\n    {\n      "idInstance": "1102000002",\n      "tokenFile": "club.token"\n    }\n  ],\n  "archive": "a"\n}\n'
    ],
    [
      '{\r\n\t"instances": [\r\n\t\t{ "idInstance": "1" }\r\n\t]\r\n}',
      '{\r\n\t"instances": [\r\n\t\t{ "idInstance": "1" },\r\n\t\t{ "idInstance": "1102000002", "tokenFile": "club.token" }\r\n\t]\r\n}'
    ],
    [
      '{"instances":[{"idInstance":"1"}]}',
      '{"instances":[{"idInstance":"1"}, { "idInstance": "1102000002", "tokenFile": "club.token" }]}'
    ],
    [
      '{\n    "archive": "a",\n    "instances": []\n}',
      '{\n    "archive": "a",\n    "instances": [\n        {\n            "idInstance": "1102000002",\n            "tokenFile": "club.token"\n        }\n    ]\n}'
    ],
    [
      '{\n  "archive": "a"\n}\n',
      '{\n  "archive": "a",\n  "instances": [\n    {\n      "idInstance": "1102000002",\n      "tokenFile": "club.token"\n    }\n  ]\n}\n'
    ],
    [
      "{}",
      '{\n  "instances": [\n    {\n      "idInstance": "1102000002",\n      "tokenFile": "club.token"\n    }\n  ]\n}'
    ]
  ])("in the manner of %j", (text, after) => {
    expect(withInstance(text, club)).toBe(after)
  })

  it("and nothing else of it changes, whatever it looks like", () => {
    const entry = fc.record(
      { idInstance: fc.constant("1"), name: fc.string() },
      { requiredKeys: ["idInstance"] }
    )
    // JSON.stringify writes -0 as 0.
    const exports = fc.json().map((text) => JSON.parse(JSON.stringify(JSON.parse(text))))
    const configuration = fc.record(
      { archive: fc.string(), instances: fc.array(entry), exports },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(
        configuration,
        fc.constantFrom("", "  ", "\t"),
        fc.boolean(),
        (value, indent, isWindows) => {
          const text = JSON.stringify(value, null, indent).replaceAll("\n", isWindows ? "\r\n" : "\n")
          const after = withInstance(text, club)
          expect(JSON.parse(after)).toEqual({ ...value, instances: [...(value.instances ?? []), club] })
          let kept = 0
          for (const character of after) if (character === text[kept]) kept += 1
          expect(kept).toBe(text.length)
        }
      )
    )
  })

  it("and a new one names its schema", () => {
    expect(newConfiguration("./chatledger-archive", club)).toBe(
      '{\n  "$schema": "https://unpkg.com/chatledger/chatledger.schema.json",\n  "archive": "./chatledger-archive",\n  "instances": [\n    {\n      "idInstance": "1102000002",\n      "tokenFile": "club.token"\n    }\n  ]\n}\n'
    )
  })
})
