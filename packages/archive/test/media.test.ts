// Downloads from a server that lies: what is kept, what is refused, and what is in the archive afterwards.
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import { type Instance, JournalClient, type JournalClientService } from "@chatledger/core"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import {
  type Archive,
  fetchMedia,
  forgetChat,
  listSnapshots,
  MediaClient,
  type MediaHosts,
  type MediaOptions,
  mediaPath,
  readBody
} from "../src/index.ts"
import {
  isPublicAddress,
  type MediaFact,
  readMedia,
  removeUnusedMedia,
  verifyMedia
} from "../src/internal.ts"
import { whyRefused } from "../src/media/media-hosts.ts"
import { emptyArchive } from "./archives.ts"

const token = "0123456789abcdef0123456789abcdef0123456789abcdef01"
const idInstance = "1101000001"
const instance = { idInstance, apiUrl: "https://api.green-api.com", apiTokenInstance: Redacted.make(token) }

type Answer = (request: Http.IncomingMessage, response: Http.ServerResponse) => void

/** Serves answers by their paths until the scope closes; the address of one is `at(path)`. */
const hostile = (answers: Readonly<Record<string, Answer>>) =>
  Effect.acquireRelease(
    Effect.callback<{
      readonly at: (path: string) => string
      readonly host: string
      readonly asked: Array<string>
      readonly close: () => void
    }>((resume) => {
      const asked: Array<string> = []
      const server = Http.createServer((request, response) => {
        const path = (request.url ?? "").slice(1)
        asked.push(`${path} ${request.headers.range ?? ""}`.trim())
        const answer = answers[path.replace(/\?.*/, "")]
        if (answer === undefined) response.writeHead(404).end()
        else answer(request, response)
      }).listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        const close = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(
          Effect.succeed({
            asked,
            close,
            host: `127.0.0.1:${port}`,
            at: (path) => `http://127.0.0.1:${port}/${path}`
          })
        )
      })
    }),
    ({ close }) => Effect.sync(close)
  )

const services = Layer.mergeAll(
  NodeServices.layer,
  Layer.effect(MediaClient)(HttpClient.HttpClient).pipe(Layer.provide(NodeHttpClient.layerUndici))
)

/** Links that downloadFile answers with, by message. */
const renewing = (links: Readonly<Record<string, string>>) =>
  Layer.succeed(JournalClient, {
    downloadFile: (_: Instance, { idMessage }: { readonly idMessage: string }) =>
      Effect.succeed({
        idInstance,
        requestedAt: new Date(0),
        durationMillis: 0,
        serverDate: undefined,
        status: 200,
        body: new Uint8Array(0),
        tries: 1,
        read: links[idMessage] ?? "none"
      })
  } as unknown as JournalClientService)

const fetched = Effect.fnUntraced(function* (
  archive: Archive,
  urls: Readonly<Record<string, string>>,
  options: Partial<MediaOptions> & { readonly links?: Readonly<Record<string, string>> } = {}
) {
  const wanted = Object.entries(urls).map(([idMessage, url]) => ({
    instanceId: idInstance,
    chatId: "79000000091@c.us",
    idMessage,
    url,
    mimeType: "image/jpeg"
  }))
  return yield* fetchMedia(archive, wanted, {
    instances: new Map([[idInstance, instance]]),
    limits: { maxBytes: 100_000, headersMillis: 5000, idleMillis: 5000 },
    maxRunBytes: 1e9,
    quotaBytes: 1e9,
    maxRenewals: 10,
    concurrency: 4,
    program: "test 0",
    hosts: [],
    privateHosts: [],
    ...options
  }).pipe(Effect.provide(renewing(options.links ?? {})))
})

/** What is told of downloads, by message. */
const toldIn = Effect.fnUntraced(function* (archive: Archive) {
  const told: Record<string, MediaFact> = {}
  for (const ref of yield* listSnapshots(archive)) {
    const { body, facts } = yield* readBody(ref)
    if (facts.journal === "media") for (const fact of readMedia(body)) told[fact.idMessage] = fact
  }
  return told
})

const statusesOf = (told: Readonly<Record<string, MediaFact>>) =>
  Object.fromEntries(Object.entries(told).map(([name, { status }]) => [name, status]))

const whole =
  (bytes: Buffer, headers: Http.OutgoingHttpHeaders = {}): Answer =>
  (_, response) =>
    response.writeHead(200, { "content-type": "image/jpeg", ...headers }).end(bytes)

const bytes = Buffer.alloc(60_000, "pixels ")

/** Serves from a byte on, and cuts the first so many answers in the middle. */
const cutting = (cuts: number, headers: Http.OutgoingHttpHeaders, after = 20_000): Answer => {
  let answers = 0
  return (request, response) => {
    answers += 1
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0)
    const range = from > 0 ? { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}
    response.writeHead(from > 0 ? 206 : 200, {
      ...headers,
      ...range,
      "content-type": "image/jpeg",
      "content-length": bytes.length - from
    })
    if (answers > cuts) return void response.end(bytes.subarray(from))
    response.write(bytes.subarray(from, from + after), () => response.destroy())
  }
}

layer(services, { excludeTestServices: true })("downloads", (it) => {
  it.effect("from a server that lies are refused by name, and nothing of them stays", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const fs = yield* FileSystem.FileSystem
      const server = yield* hostile({
        good: whole(bytes),
        page: whole(Buffer.from("<!DOCTYPE html><title>Sign in</title>"), { "content-type": "image/jpeg" }),
        json: whole(Buffer.from('{"error":"gone"}'), { "content-type": "application/json" }),
        bomb: whole(Buffer.from("1f8b", "hex"), { "content-encoding": "gzip" }),
        promised: whole(Buffer.alloc(0), { "content-length": 100_000_000_000 }),
        endless: (_, response) => {
          response.writeHead(200, { "content-type": "image/jpeg" })
          const more = () => response.write(bytes, (error) => (error ? undefined : more()))
          more()
        },
        inward: (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/secret" }).end(),
        metadata: (_, response) =>
          response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
        outward: (_, response) =>
          response.writeHead(302, { location: "https://elsewhere.example.com/x" }).end(),
        around: (_, response) => response.writeHead(302, { location: "/around" }).end(),
        file: (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end()
      })
      const names = [
        "good",
        "page",
        "json",
        "bomb",
        "promised",
        "endless",
        "inward",
        "metadata",
        "outward",
        "around",
        "file"
      ]
      const urls = {
        ...Object.fromEntries(names.map((name) => [name, server.at(name)])),
        scheme: "ftp://green-api.com/x",
        other: "https://storage.yandexcloud.net/anyone/x",
        address: "https://10.0.0.1/x",
        decimal: "https://2130706433/x",
        mark: "{{SWE002}}",
        "../../up": server.at("good?token=secret")
      }
      const run = yield* fetched(archive, urls, { privateHosts: [server.host] })
      const told = yield* toldIn(archive)
      assert.deepStrictEqual(statusesOf(told), {
        good: "kept",
        page: "wrong_type",
        json: "wrong_type",
        bomb: "encoded",
        promised: "too_large",
        endless: "too_large",
        inward: "refused_address",
        metadata: "refused_address",
        outward: "refused_host",
        around: "refused_redirect",
        file: "refused_scheme",
        scheme: "refused_scheme",
        other: "refused_host",
        address: "refused_address",
        decimal: "refused_address",
        mark: "no_link",
        "../../up": "kept"
      })
      assert.strictEqual(run.refusedHosts.get("elsewhere.example.com"), 1)
      assert.strictEqual(told["../../up"]?.url, server.at("good"))
      const { sha256 } = told["good"] ?? {}
      const files = yield* fs.readDirectory(`${archive.path}/media`, { recursive: true })
      const path = yield* mediaPath(archive, String(sha256))
      assert.deepStrictEqual(
        files.filter((name) => name.length > 5 && name !== "unfinished"),
        [path.slice(archive.path.length + "/media/".length)]
      )
      assert.deepStrictEqual(Buffer.from(yield* fs.readFile(path)), bytes)
    }).pipe(Effect.scoped)
  )

  it.effect("that are cut go on where they were, if the server tells that it is the same file", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const server = yield* hostile({
        tagged: cutting(2, { etag: '"one"' }),
        bare: cutting(2, {}),
        never: cutting(9, { etag: '"one"' }, 5000)
      })
      const urls = { tagged: server.at("tagged"), bare: server.at("bare"), never: server.at("never") }
      yield* fetched(archive, urls, { privateHosts: [server.host], concurrency: 1 })
      const told = yield* toldIn(archive)
      assert.deepStrictEqual(statusesOf(told), { tagged: "kept", bare: "kept", never: "failed" })
      assert.strictEqual(told["tagged"]?.sha256, told["bare"]?.sha256)
      const ranges = server.asked.filter((one) => one.startsWith("tagged "))
      assert.isAbove(ranges.length, 0)
      assert.isFalse(server.asked.some((one) => one.startsWith("bare ")))
      server.asked.length = 0
      yield* fetched(archive, { never: server.at("never") }, { privateHosts: [server.host] })
      assert.strictEqual(server.asked[0], "never bytes=15000-")
    }).pipe(Effect.scoped)
  )

  it.effect("of links that have expired are renewed, and the token is in nothing that is kept", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const server = yield* hostile({ [`new/${token}`]: whole(bytes) })
      const links = { OLD: server.at(`new/${token}?signature=1`) }
      const run = yield* fetched(
        archive,
        { OLD: server.at("old"), GONE: server.at("old") },
        {
          links: { ...links, GONE: server.at("old") },
          privateHosts: [server.host]
        }
      )
      const told = yield* toldIn(archive)
      assert.deepStrictEqual(statusesOf(told), { OLD: "kept", GONE: "expired" })
      assert.strictEqual(run.renewals, 2)
      assert.notInclude(JSON.stringify(told), token)
      assert.notInclude(JSON.stringify(told), "signature")
    }).pipe(Effect.scoped)
  )

  it.effect("go with the chat that is forgotten, but for contents that another message has", () =>
    Effect.gen(function* () {
      const archive = yield* emptyArchive
      const fs = yield* FileSystem.FileSystem
      const server = yield* hostile({ one: whole(bytes), two: whole(Buffer.from("two")) })
      yield* fetched(archive, { A: server.at("one"), B: server.at("two") }, { privateHosts: [server.host] })
      const told = yield* toldIn(archive)
      const [one, two] = [told["A"], told["B"]].map((fact) => String(fact?.sha256))
      yield* fs.writeFileString(yield* mediaPath(archive, two ?? ""), "TWO")
      const found = [...(yield* Stream.runCollect(verifyMedia(archive)))].map(({ found }) => found)
      assert.deepStrictEqual(
        found.filter((each) => each === "damaged"),
        ["damaged"]
      )
      assert.deepStrictEqual(yield* removeUnusedMedia(archive), { files: 0, bytes: 0 })
      yield* forgetChat(archive, idInstance, "79000000091@c.us", true)
      assert.deepStrictEqual(yield* toldIn(archive), {})
      assert.strictEqual((yield* removeUnusedMedia(archive)).files, 2)
      assert.isFalse(yield* fs.exists(yield* mediaPath(archive, one ?? "")))
    }).pipe(Effect.scoped)
  )

  it.effect("ask only hosts that are meant, and addresses of the internet", () =>
    Effect.sync(() => {
      const none: MediaHosts = { hosts: [], privateHosts: [] }
      const why = (url: string, hosts = none) => whyRefused(new URL(url), hosts)
      for (const url of [
        "https://api.green-api.com/waInstance1/downloadFile/x",
        "https://7103.api.greenapi.com/x",
        "https://sw-media.storage.yandexcloud.net/1/x.jpg",
        "https://do-mediaout-7105.fra1.digitaloceanspaces.com/7/x"
      ])
        assert.isUndefined(why(url), url)
      for (const url of [
        "https://evil-green-api.com/x",
        "https://green-api.com.example.com/x",
        "https://anyone.storage.yandexcloud.net/x",
        "https://sw-media.storage.yandexcloud.net.example.com/x",
        "https://api.green-api.com:8443/x"
      ])
        assert.strictEqual(why(url), "refused_host", url)
      const own = { hosts: ["*.example.com"], privateHosts: ["files.lan:8080"] }
      assert.isUndefined(why("https://files.example.com/x", own))
      assert.isUndefined(why("http://files.lan:8080/x", own))
      assert.strictEqual(why("https://example.com/x", own), "refused_host")
      assert.strictEqual(why("http://files.lan:8081/x", own), "refused_host")
      for (const address of [
        "127.0.0.1",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.31.0.1",
        "192.168.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      ])
        assert.isFalse(isPublicAddress(address), address)
      assert.isTrue(isPublicAddress("93.184.216.34"))
      assert.isTrue(isPublicAddress("2606:2800:220:1::1"))
    })
  )
})
