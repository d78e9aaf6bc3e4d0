// chatledger init: by flags and a pipe, and at a terminal, against the journal server.
import { execFileSync, spawn } from "node:child_process"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { describe, expect, it } from "vitest"
import { foundIn } from "./canary.ts"
import { binary, newFolder, type Ran, running } from "./command.ts"
import { ago, always, club, incoming, served, shop, token } from "./journal-service.ts"
import { hasTerminal, inTerminal } from "./terminal.ts"

const CONFIG = "chatledger.config.json"
const other = "e64c2b7755853ac0b1d098f7a9cab1056f040447ca301234"

/** Runs init in a folder, with the token at standard input. */
const initWith = (folder: string, stdin: string, ...words: ReadonlyArray<string>) =>
  new Promise<Ran>((done) => {
    const { PATH = "" } = process.env
    const child = spawn(process.execPath, [binary, "init", ...words], {
      cwd: folder,
      env: { PATH, HOME: folder, TZ: "UTC", LC_ALL: "C" }
    })
    const said = { stdout: "", stderr: "" }
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        said[name] += text
      })
    child.on("close", (code) => done({ code, ...said }))
    child.stdin.on("error", () => undefined)
    child.stdin.end(stdin)
  })

const readJson = (folder: string, name = CONFIG) => JSON.parse(readFileSync(join(folder, name), "utf8"))

const modeOf = (folder: string, name: string) => statSync(join(folder, name)).mode & 0o777

describe("chatledger init in a script", () => {
  it("tests the instance, keeps the token for this user alone, and the configuration with its schema", async () => {
    const service = await served({ states: [incoming(shop, "A", ago(600))] })
    const folder = newFolder()
    const ran = await initWith(
      folder,
      `${token}\n`,
      "--instance",
      shop,
      "--api-url",
      service.url,
      "--name",
      "shop"
    )
    expect(ran).toMatchObject({ code: 0, stdout: "" })
    expect(ran.stderr).toContain(`the service knows instance ${shop}; its state is authorized\n`)
    expect(readJson(folder)).toEqual({
      $schema: "https://unpkg.com/chatledger/chatledger.schema.json",
      archive: "./chatledger-archive",
      instances: [{ idInstance: shop, apiUrl: service.url, tokenFile: `${shop}.token`, name: "shop" }]
    })
    expect(readFileSync(join(folder, `${shop}.token`), "utf8")).toBe(`${token}\n`)
    if (process.platform !== "win32") expect(modeOf(folder, `${shop}.token`)).toBe(0o600)
    expect(service.requests().map(({ method }) => method)).toEqual(["getStateInstance", "getSettings"])
    expect(readdirSync(folder).toSorted()).toEqual([`${shop}.token`, CONFIG])
    expect(foundIn([token], ran.stderr + readFileSync(join(folder, CONFIG), "utf8"))).toEqual([])
    expect((await running(folder, ["sync"], { env: { CHATLEDGER_ARCHIVE: "" } })).code).toBe(0)
    expect(existsSync(join(folder, "chatledger-archive"))).toBe(true)
  })

  it("sets the settings and syncs with --yes, and goes on with a file that holds the token", async () => {
    const instances = [{ idInstance: shop, settings: { incomingWebhook: "no", pollMessageWebhook: "no" } }]
    const service = await served({ instances, states: [incoming(shop, "A", ago(600))] })
    const folder = newFolder()
    mkdirSync(join(folder, "secrets"))
    writeFileSync(join(folder, "secrets/shop"), token, { mode: 0o600 })
    const words = ["--instance", shop, "--api-url", service.url, "--token-file", "secrets/shop", "--yes"]
    const { code, stderr } = await initWith(folder, "", ...words)
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("incomingWebhook, pollMessageWebhook set to yes")
    ])
    expect(stderr).toContain("incomingWebhook: all incoming messages\n")
    expect(stderr).toContain(`${shop}: 1 new message, 0 changed`)
    expect(stderr).toMatch(
      /to run it every hour, use `chatledger schedule --install \w+`|no scheduler was found/
    )
    expect(readJson(folder).instances[0].tokenFile).toBe("secrets/shop")
    expect(readdirSync(folder).toSorted()).toEqual([
      "chatledger-archive",
      "chatledger.config.archives.ndjson",
      CONFIG,
      "secrets"
    ])
  })

  it("adds an instance to a configuration, which otherwise stays as it is, also behind a link", async () => {
    const service = await served({ instances: [shop, club] })
    const folder = newFolder()
    const text = `{\n    "archive": "./wa",\n    "instances": [\n        { "idInstance": "${shop}", "tokenFile": "t" }\n    ]\n}\n`
    mkdirSync(join(folder, "there"))
    writeFileSync(join(folder, "there/real.json"), text, { mode: 0o640 })
    symlinkSync("there/real.json", join(folder, CONFIG))
    const words = ["--api-url", service.url, "--instance"]
    const { code } = await initWith(folder, token, ...words, club)
    expect(code).toBe(0)
    expect(readFileSync(join(folder, "there/real.json"), "utf8")).toBe(
      text.replace(
        '"t" }',
        `"t" },\n        { "idInstance": "${club}", "apiUrl": "${service.url}", "tokenFile": "${club}.token" }`
      )
    )
    if (process.platform !== "win32") expect(modeOf(folder, "there/real.json")).toBe(0o640)
    const again = await initWith(folder, token, ...words, club)
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining(`--instance instance ${club} is already in the configuration`)
    ])
  })

  it("writes nothing where the service refuses, or the configuration is broken, or a token file is taken", async () => {
    const service = await served({
      faults: [always(club, { kind: "status", status: 403 })],
      instances: [shop, club]
    })
    const folder = newFolder()
    const tried = async (stdin: string, ...words: ReadonlyArray<string>) => {
      const { code, stderr } = await initWith(folder, stdin, "--api-url", service.url, ...words)
      expect(foundIn([token, other], stderr)).toEqual([])
      return [code, stderr, readdirSync(folder)]
    }
    expect(await tried(other, "--instance", shop)).toEqual([
      4,
      expect.stringContaining("its token is wrong"),
      []
    ])
    expect(await tried(token, "--instance", club)).toEqual([
      4,
      expect.stringContaining("no such idInstance"),
      []
    ])
    expect(await tried("", "--instance", shop)).toEqual([
      2,
      expect.stringContaining("this is not a token"),
      []
    ])
    expect(await tried(token)).toEqual([2, expect.stringContaining("give the instance with --instance"), []])
    expect(await tried(token, "--instance", "shop")).toEqual([
      2,
      expect.stringContaining("--instance must be"),
      []
    ])
    expect(await tried("", "--instance", shop, "--token-file", token)).toEqual([
      2,
      expect.stringContaining("other users of this computer can see command-line arguments"),
      []
    ])
    writeFileSync(join(folder, `${shop}.token`), "something else\n")
    expect(await tried(token, "--instance", shop)).toEqual([
      2,
      expect.stringContaining(`${shop}.token already exists with other contents`),
      [`${shop}.token`]
    ])
    const broken = '{\n  "instances": [\n}'
    writeFileSync(join(folder, CONFIG), broken)
    expect(await tried(token, "--instance", shop)).toEqual([
      2,
      expect.stringContaining("is not valid JSON (line 3, column 1)"),
      [`${shop}.token`, CONFIG]
    ])
    expect(readFileSync(join(folder, CONFIG), "utf8")).toBe(broken)
  })

  it("leaves no token behind where the configuration cannot be written", async () => {
    const service = await served()
    const folder = newFolder()
    // A name that is as long as names can be has no room for the file beside it.
    const config = `${"c".repeat(245)}.json`
    const words = ["--instance", shop, "--api-url", service.url, "--config", config]
    const { code, stderr } = await initWith(folder, token, ...words)
    expect([code, stderr, readdirSync(folder)]).toEqual([7, expect.stringContaining("cannot write"), []])
  })

  it("keeps the instance where a later step fails, says so, and ends with 3", async () => {
    const service = await served({
      faults: [
        {
          instanceId: shop,
          method: "lastIncomingMessages",
          nth: "every",
          fault: { kind: "status", status: 401 }
        }
      ]
    })
    const folder = newFolder()
    const { code, stderr } = await initWith(
      folder,
      token,
      "--instance",
      shop,
      "--api-url",
      service.url,
      "--yes"
    )
    expect([code, stderr]).toEqual([3, expect.stringContaining("lastIncomingMessages was refused")])
    expect(readJson(folder).instances).toHaveLength(1)
  })
})

describe.skipIf(!hasTerminal)("chatledger init at a terminal", () => {
  it("asks, hides the token, asks again for what the service refuses, and offers what comes next", async () => {
    const settings = { incomingWebhook: "no" }
    const service = await served({
      instances: [{ idInstance: shop, settings }],
      states: [incoming(shop, "A", ago(600))]
    })
    const folder = newFolder()
    const env = { CHATLEDGER_ARCHIVE: "", HOME: folder }
    const { type, ended } = inTerminal(folder, ["init", "--schedule", "none"], { env, columns: 200 })
    const shown = [
      await type("", "idInstance: "),
      await type("shop\r", "idInstance: "),
      await type(`${shop}\r`, "apiUrl [https://1101.api.green-api.com]: "),
      await type(`${service.url}\r`, "apiTokenInstance (not shown): "),
      await type(`${other}\r`, `instance ${shop}: getStateInstance was refused`),
      await type("", "apiTokenInstance (not shown): "),
      await type(`x\u007f${token}\r`, `the service knows instance ${shop}`),
      await type("", "Turn them on? [Y/n]: "),
      await type("\r", "incomingWebhook set to yes"),
      await type("", "Run the first sync now? [Y/n]: "),
      await type("y\r", "1 new message"),
      await type("", "checks the setup")
    ].join("")
    expect(await ended).toBe(0)
    expect(shown).toContain("must be the number shown in the console")
    const plain = stripVTControlCharacters(shown)
    expect(plain).toContain("apiUrl [https://1101.api.green-api.com]: http://127.")
    // Nothing at all is shown of what is typed there.
    const secrets = plain.match(
      /\(not shown\): [\r\n]+querying the service[\r\n]+(?:instance|the service knows) /g
    )
    expect(secrets).toHaveLength(2)
    expect(readFileSync(join(folder, `${shop}.token`), "utf8")).toBe(`${token}\n`)
    expect(readJson(folder).instances).toEqual([
      { idInstance: shop, apiUrl: service.url, tokenFile: `${shop}.token` }
    ])
    expect(service.requests().filter(({ method }) => method === "setSettings")).toHaveLength(1)
  })

  it("leaves nothing at Ctrl-C, and the terminal as it was", async () => {
    const service = await served()
    for (const keys of [
      [],
      [`${shop}\r`],
      [`${shop}\r`, `${service.url}\r`],
      [`${shop}\r`, `${service.url}\r`, "half a tok"]
    ]) {
      const folder = newFolder()
      const { type, ended } = inTerminal(folder, ["init"], { env: { CHATLEDGER_ARCHIVE: "" } })
      await type("", "idInstance: ")
      if (keys[0] !== undefined) await type(keys[0], "green-api.com]: ")
      if (keys[1] !== undefined) await type(keys[1], "(not shown): ")
      await type(`${keys[2] ?? ""}\u0003`, "\n")
      expect([keys, await ended, readdirSync(folder)]).toEqual([keys, 130, []])
    }
    expect(service.requests()).toEqual([])
  })

  it("asks in Russian, and takes a Russian no", async () => {
    const service = await served({ instances: [{ idInstance: shop, settings: { incomingWebhook: "no" } }] })
    const folder = newFolder()
    const words = ["init", "--locale", "ru", "--instance", shop, "--api-url", service.url, "--no-sync"]
    const { type, ended } = inTerminal(folder, [...words, "--schedule", "none"], { columns: 200 })
    await type("", "apiTokenInstance (не показывается): ")
    await type(`${token}\r`, "Включить их? [Д/н]: ")
    await type("нет\r", "включить их позже: `chatledger doctor --fix`")
    expect(await ended).toBe(0)
    expect(service.requests().filter(({ method }) => method === "setSettings")).toEqual([])
  })

  it("has no flag that takes the token itself", () => {
    expect(execFileSync(process.execPath, [binary, "init", "--help"], { encoding: "utf8" })).not.toMatch(
      /--token[ =]/
    )
  })
})
