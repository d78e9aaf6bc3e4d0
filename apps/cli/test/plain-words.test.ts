import { describe, expect, it } from "vitest"
import { plainWords } from "../src/invocation/plain-words.ts"
import { chatledger } from "./command.ts"

describe("help and version as words", () => {
  it("mean the flags, of the command that is named", () => {
    expect(plainWords(["help"])).toEqual(["--help"])
    expect(plainWords(["help", "stats", "words"])).toEqual(["stats", "words", "--help"])
    expect(plainWords(["--locale", "ru", "help", "export"])).toEqual(["--locale", "ru", "export", "--help"])
    expect(plainWords(["--locale=ru", "version"])).toEqual(["--locale=ru", "--version"])
  })

  it("are nothing of the kind behind a command", () => {
    for (const words of [["search", "help"], ["stats", "version"], [], ["--help"]])
      expect(plainWords(words)).toEqual(words)
  })

  it("are understood by the command line", () => {
    expect(chatledger(".", ["help", "export"]).stdout).toBe(chatledger(".", ["export", "--help"]).stdout)
    expect(chatledger(".", ["version"])).toEqual(chatledger(".", ["--version"]))
  })
})
