// Files of messages, like the vendor's storage: links that expire, whole files or ranges.
//
// A link is `/media/{name}?expires={UNIX seconds}&signature={…}`; after that time, or without its signature, the response
// is 403. downloadFile makes a new link. Files may have faults: a wrong length, a truncated body, another
// status. Gotcha: a file may be larger than memory, so its bytes are generated on demand.
import * as Crypto from "node:crypto"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { noBody, type Reply } from "./reply.ts"
import type { PageRequest } from "./request-handler.ts"

/** A fault in the responses for a file. */
export type FileFault =
  /** Closes the connection after this many bytes of each response. */
  | { readonly kind: "cut"; readonly bytes: number }
  /** The declared length; undefined: none. */
  | { readonly kind: "length"; readonly length: number | undefined }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: "encoding"; readonly encoding: string }

/** A file of a message. */
export interface ServedFile {
  readonly instanceId: string
  readonly chatId: string
  readonly idMessage: string
  /** `Content-Type`. */
  readonly type: string
  readonly length: number
  /** The bytes in a range; called for any range. */
  readonly bytesAt: (from: number, to: number) => Uint8Array
  /** False if the service cannot renew the link after the first has expired. Default true. */
  readonly isRenewable?: boolean
  /** Sends an `ETag`. Default true. */
  readonly hasETag?: boolean
  /** The fault of the nth response, from 1; undefined: none. */
  readonly fault?: (nth: number) => FileFault | undefined
}

/** The served files, and the lifetime of their links. */
export interface FileOptions {
  readonly files: ReadonlyArray<ServedFile>
  /** Lifetime of a link in seconds. Default 15 days. */
  readonly linkSeconds?: number
}

class Cut extends Data.TaggedError("Cut") {}

const DEFAULT_SECONDS = 15 * 24 * 60 * 60
const PIECE = 64 * 1024

const nameOf = (key: string): string => Crypto.hash("sha256", key).slice(0, 32)

/** The served files. */
export class Files {
  readonly #files: ReadonlyMap<string, ServedFile>
  readonly #seconds: number
  readonly #secret = Crypto.randomBytes(16)
  readonly #answers = new Map<string, number>()

  constructor({ files, linkSeconds = DEFAULT_SECONDS }: FileOptions) {
    this.#files = new Map(
      files.map((file) => [nameOf(`${file.instanceId} ${file.chatId} ${file.idMessage}`), file])
    )
    this.#seconds = linkSeconds
  }

  #signature(name: string, expires: string): string {
    return Crypto.createHmac("sha256", this.#secret).update(`${name} ${expires}`).digest("hex").slice(0, 32)
  }

  /** A link to the file of a message, made at a moment, without the host; undefined if there is none. */
  linkAt(instanceId: string, chatId: string, idMessage: string, at: Date, isNew = false): string | undefined {
    const name = nameOf(`${instanceId} ${chatId} ${idMessage}`)
    const file = this.#files.get(name)
    if (file === undefined || (isNew && file.isRenewable === false)) return undefined
    const expires = String(Math.floor(at.getTime() / 1000) + this.#seconds)
    return `/media/${name}?expires=${expires}&signature=${this.#signature(name, expires)}`
  }

  /** The response to a request for a file; undefined for any other path. */
  readonly page = ({ headers, path, query }: Pick<PageRequest, "headers" | "path" | "query">, at: Date) =>
    Effect.sync((): Reply | undefined => {
      const [folder, name = ""] = path
      if (folder !== "media" || path.length !== 2) return undefined
      const file = this.#files.get(name)
      const expires = query.get("expires") ?? ""
      const isSigned = query.get("signature") === this.#signature(name, expires)
      if (file === undefined) return noBody(404)
      if (!isSigned || Number(expires) * 1000 < at.getTime()) return noBody(403)
      const nth = (this.#answers.get(name) ?? 0) + 1
      this.#answers.set(name, nth)
      return answerOf(file, headers, file.fault?.(nth))
    })
}

/** The start of the response: that of `Range`, if `If-Range` matches this file. */
const startOf = (headers: PageRequest["headers"], etag: string, length: number): number | undefined => {
  const [, from] = /^bytes=(\d{1,15})-$/.exec(headers.range ?? "") ?? []
  const condition = headers["if-range"]
  if (from === undefined || (condition !== undefined && condition !== etag)) return 0
  return Number(from) < length ? Number(from) : undefined
}

async function* piecesOf(file: ServedFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += PIECE) yield file.bytesAt(at, Math.min(end, at + PIECE))
}

const answerOf = (
  file: ServedFile,
  requestHeaders: PageRequest["headers"],
  fault: FileFault | undefined
): Reply => {
  const { hasETag = true, length, type } = file
  const etag = `"${nameOf(`${file.chatId} ${file.idMessage} ${length}`)}"`
  if (fault?.kind === "status") return { ...noBody(fault.status), headers: fault.headers ?? {} }
  const start = startOf(requestHeaders, hasETag ? etag : "", length)
  if (start === undefined) return noBody(416, { "content-range": `bytes */${length}` })
  const declaredLength = fault?.kind === "length" ? fault.length : length - start
  const headers = {
    "content-type": type,
    "accept-ranges": "bytes",
    ...(hasETag ? { etag } : {}),
    ...(declaredLength === undefined ? {} : { "content-length": String(declaredLength) }),
    ...(start === 0 ? {} : { "content-range": `bytes ${start}-${length - 1}/${length}` }),
    ...(fault?.kind === "encoding" ? { "content-encoding": fault.encoding } : {})
  }
  const end = fault?.kind === "cut" ? Math.min(length, start + fault.bytes) : length
  const pieces = Stream.fromAsyncIterable(piecesOf(file, start, end), () => new Cut())
  const isShort = fault?.kind === "cut" || (declaredLength !== undefined && declaredLength > length - start)
  const body = isShort ? Stream.concat(pieces, Stream.fail(new Cut())) : pieces
  return { status: start === 0 ? 200 : 206, headers, body }
}
