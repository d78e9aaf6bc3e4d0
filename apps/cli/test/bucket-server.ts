// A stand-in for an S3 service, of the calls that a dataset needs: list, get, put with `If-None-Match`, delete. It checks that a
// request is signed for the known key, but not the signature; docs/scale.md says which other
// implementation was run.
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

const KEY = "stand-in"
const PAGE = 20

/** The variables that reach the server. */
export const variablesOf = (port: number): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
  AWS_ACCESS_KEY_ID: KEY,
  AWS_SECRET_ACCESS_KEY: "a secret"
})

const escaped = (key: string) => encodeURIComponent(key).replaceAll("%2F", "/")

const listed = (objects: ReadonlyMap<string, Buffer>, prefix: string, after: string): string => {
  const all = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
  const page = all.slice(0, PAGE)
  const contents = page.map((key) => {
    const size = objects.get(key)?.length ?? 0
    return `<Contents><Key>${escaped(key)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>${size}</Size></Contents>`
  })
  const more = all.length > PAGE
  const token = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ""
  return `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>${token}${contents.join("")}</ListBucketResult>`
}

export interface BucketServer {
  readonly port: number
  /** By key, without the name of the bucket. */
  readonly objects: Map<string, Buffer>
  /** What the server does wrong: ignores conditions, or fails at a method and a part of a key. */
  readonly faults: { isUnconditional: boolean; failing: RegExp | undefined }
  readonly requests: Array<string>
  readonly close: () => void
}

/** Serves one bucket on a free port. */
export const serveBucket = async (bucket: string): Promise<BucketServer> => {
  const objects = new Map<string, Buffer>()
  const requests: Array<string> = []
  const faults: BucketServer["faults"] = { isUnconditional: false, failing: undefined }
  const answer = (
    method: string,
    url: URL,
    headers: NodeJS.Dict<string | string[]>,
    body: Buffer
  ): [number, string | Buffer] => {
    const [, name, ...parts] = decodeURIComponent(url.pathname).split("/")
    const key = parts.join("/")
    requests.push(`${method} ${key}`)
    const denied = !String(headers["authorization"]).includes(`Credential=${KEY}/`)
    if (denied) return [403, "<Error><Code>InvalidAccessKeyId</Code></Error>"]
    if (name !== bucket) return [404, "<Error><Code>NoSuchBucket</Code></Error>"]
    if (faults.failing?.test(`${method} ${key}`)) return [403, "<Error><Code>AccessDenied</Code></Error>"]
    if (key === "")
      return [
        200,
        listed(
          objects,
          url.searchParams.get("prefix") ?? "",
          url.searchParams.get("continuation-token") ?? ""
        )
      ]
    if (method === "DELETE") return objects.delete(key), [204, ""]
    if (method === "GET")
      return objects.has(key) ? [200, objects.get(key) ?? ""] : [404, "<Error><Code>NoSuchKey</Code></Error>"]
    const isNew = headers["if-none-match"] === "*" && !faults.isUnconditional
    if (isNew && objects.has(key)) return [412, "<Error><Code>PreconditionFailed</Code></Error>"]
    objects.set(key, body)
    return [200, ""]
  }
  const server = createServer(async (request, response) => {
    const pieces: Array<Buffer> = []
    for await (const piece of request) pieces.push(piece)
    const url = new URL(request.url ?? "/", "http://localhost")
    const [status, text] = answer(request.method ?? "", url, request.headers, Buffer.concat(pieces))
    response.writeHead(status, { "content-length": Buffer.byteLength(text) }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return { port, objects, faults, requests, close: () => server.close() }
}
