// One side of the benchmark of files: `serve`, `bare URL FOLDER FILES`, or `archive URL FOLDER FILES KB`.
import { open } from "node:fs/promises"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { root } from "./measure.ts"

const [side = "", url = "", folder = "", count = "0", kilobytes = "100"] = process.argv.slice(2)
const AT_ONCE = 12
const PIECE = Buffer.alloc(100_000, "a file of a message ")

/** `/{number}/{KB}`: each file begins with its number. */
const serve = () => {
  const server = createServer((request, response) => {
    const [, number = "", size = "0"] = (request.url ?? "").split("/")
    const length = Number(size) * 1000
    response.writeHead(200, { "content-type": "image/jpeg", "content-length": length })
    let left = length - number.length
    response.write(number)
    const more = () => {
      while (left > 0) {
        const piece = PIECE.subarray(0, Math.min(left, PIECE.length))
        left -= piece.length
        if (!response.write(piece)) return void response.once("drain", more)
      }
      response.end()
    }
    more()
  }).listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
}

const bare = async () => {
  let next = 0
  const worker = async () => {
    for (let number = next++; number < Number(count); number = next++) {
      const response = await fetch(`${url}/${number}/100`)
      const file = await open(`${folder}/${number}`, "wx")
      await file.writeFile(Buffer.from(await response.arrayBuffer()))
      await file.sync()
      await file.close()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const archive = async () => {
  const require = createRequire(`${root}apps/cli/package.json`)
  const { fetchMedia, MediaClient, openOrCreateArchive } = require("@chatledger/archive")
  const { JournalClient } = require("@chatledger/core")
  const NodeHttpClient = require("@effect/platform-node/NodeHttpClient")
  const NodeServices = require("@effect/platform-node/NodeServices")
  const Effect = require("effect/Effect")
  const HttpClient = require("effect/http/HttpClient")
  const Layer = require("effect/Layer")
  const { host } = new URL(url)
  const wanted = Array.from({ length: Number(count) }, (_, number) => ({
    instanceId: "1101000001",
    chatId: "79000000091@c.us",
    idMessage: String(number),
    url: `${url}/${number}/${kilobytes}`,
    mimeType: "image/jpeg"
  }))
  const options = {
    instances: new Map(),
    limits: { maxBytes: 1e12, headersMillis: 60_000, idleMillis: 60_000 },
    maxRunBytes: 1e13,
    quotaBytes: 1e13,
    maxRenewals: 0,
    concurrency: AT_ONCE,
    program: "benchmark",
    hosts: [],
    privateHosts: [host]
  }
  const clients = Layer.mergeAll(JournalClient.layer, Layer.effect(MediaClient)(HttpClient.HttpClient))
  const services = Layer.provideMerge(Layer.provide(clients, NodeHttpClient.layerUndici), NodeServices.layer)
  const run = Effect.flatMap(openOrCreateArchive(`${folder}/archive`), (opened: unknown) =>
    fetchMedia(opened, wanted, options)
  )
  const { bytes } = await Effect.runPromise(Effect.provide(run, services))
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1000)
  if (Number(kilobytes) > 100)
    console.log(`${Math.round(bytes / 1e6)} MB in ${count} file: ${megabytes} MB of memory at most`)
}

if (side === "serve") serve()
else if (side === "bare") await bare()
else await archive()
