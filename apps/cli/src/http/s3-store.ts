// An S3-compatible bucket as the store of a dataset. Requests are signed here and sent by the client of the command line, so
// proxies apply.
//
// Endpoint, region and credentials come from the usual variables, never from the command line. A custom endpoint gets the
// bucket in its path. The secret key is used only to sign.
import { createHash } from "node:crypto"
import {
  type ObjectStore,
  ObjectStoreFailed,
  type ObjectStoreReason,
  type StoredObject
} from "@chatledger/export"
import { AwsV4Signer } from "aws4fetch"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { objectsIn, tagIn } from "./s3-listing.ts"

const RETRIES = 3
const RETRY_MILLIS = 200
const OK_CODES = new Set([200, 204])
/** Answers that say that `If-None-Match` is not understood. */
const UNCONDITIONAL = new Set(["NotImplemented", "InvalidArgument"])

/** A bucket, its prefix, and how to reach it. */
export interface Bucket {
  /** As the user wrote it, without a final `/`. */
  readonly url: string
  readonly bucket: string
  /** Empty, or with a final `/`. */
  readonly prefix: string
  /** Undefined for AWS itself. */
  readonly endpoint: string | undefined
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: Redacted.Redacted
  readonly sessionToken: Redacted.Redacted | undefined
}

interface S3Request {
  readonly method: "GET" | "PUT" | "DELETE"
  /** Undefined for the bucket itself. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly isNew?: boolean
}

interface S3Response {
  readonly status: number
  readonly bytes: Uint8Array
}

const originOf = ({ bucket, endpoint, region }: Bucket): string => {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, "")}/${bucket}`
  return bucket.includes(".")
    ? `https://s3.${region}.amazonaws.com/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`
}

const addressOf = (bucket: Bucket, { key, query = {} }: S3Request): string => {
  const path = key === undefined ? "" : `${bucket.prefix}${key}`.split("/").map(encodeURIComponent).join("/")
  const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${originOf(bucket)}/${path}${words.length === 0 ? "" : `?${words.join("&")}`}`
}

const codeIn = (error: unknown, depth = 0): string | undefined => {
  if (typeof error !== "object" || error === null || depth > 6) return undefined
  const code: unknown = Reflect.get(error, "code")
  if (typeof code === "string" && /^[A-Z_]+$/.test(code)) return code
  return codeIn(Reflect.get(error, "cause"), depth + 1) ?? codeIn(Reflect.get(error, "reason"), depth + 1)
}

const reasonOf = (
  { bytes, status }: S3Response,
  { isNew }: S3Request,
  { bucket }: Bucket
): ObjectStoreReason => {
  const text = tagIn(Buffer.from(bytes).toString("utf8"), "Code").replace(/[^\w.-]/g, "")
  if (isNew === true && (status === 501 || UNCONDITIONAL.has(text)))
    return { code: "store_without_conditions" }
  if (status === 401 || status === 403) return { code: "store_denied", text: text || String(status) }
  if (status === 404) return { code: "store_bucket_missing", bucket }
  return status >= 500
    ? { code: "store_away", why: text || String(status) }
    : { code: "store_other", status, text }
}

/** The store of a bucket; needs the client of the command line. */
export const s3Store = Effect.fnUntraced(function* (bucket: Bucket) {
  const client = yield* HttpClient.HttpClient
  const failed = (reason: ObjectStoreReason, cause?: unknown) =>
    new ObjectStoreFailed({ url: bucket.url, reason, cause })

  const once = Effect.fnUntraced(function* (s3Request: S3Request) {
    const { body, isNew, method } = s3Request
    const signer = new AwsV4Signer({
      method,
      url: addressOf(bucket, s3Request),
      service: "s3",
      region: bucket.region,
      accessKeyId: bucket.accessKeyId,
      secretAccessKey: Redacted.value(bucket.secretAccessKey),
      ...(bucket.sessionToken === undefined ? {} : { sessionToken: Redacted.value(bucket.sessionToken) }),
      headers: {
        "x-amz-content-sha256": createHash("sha256")
          .update(body ?? new Uint8Array())
          .digest("hex"),
        ...(isNew === true ? { "if-none-match": "*" } : {})
      }
    })
    const signed = yield* Effect.promise(() => signer.sign())
    const request = HttpClientRequest.make(method)(signed.url.href, {
      headers: Object.fromEntries(signed.headers.entries())
    })
    const sent = body === undefined ? request : HttpClientRequest.bodyUint8Array(request, body)
    return yield* client.execute(sent).pipe(
      Effect.flatMap((response) =>
        Effect.map(
          response.arrayBuffer,
          (bytes): S3Response => ({
            status: response.status,
            bytes: new Uint8Array(bytes)
          })
        )
      ),
      Effect.mapError((error) => failed({ code: "store_away", why: codeIn(error) ?? "network" }))
    )
  })

  /** Sends a request, again after failures that pass; `expected` are answers that are no failure. */
  const send = (request: S3Request, expected: ReadonlyArray<number> = []) =>
    once(request).pipe(
      Effect.filterOrFail(
        ({ status }) => OK_CODES.has(status) || expected.includes(status),
        (response) =>
          response.status === 409
            ? failed({ code: "store_away", why: "conflict" })
            : failed(reasonOf(response, request, bucket))
      ),
      Effect.retry({
        while: (error) => error.isRetryable,
        times: RETRIES,
        schedule: Schedule.exponential(RETRY_MILLIS)
      })
    )

  const list = Effect.fnUntraced(function* (start: string) {
    const found: Array<StoredObject> = []
    let token: string | undefined
    do {
      const query = {
        "encoding-type": "url",
        "list-type": "2",
        prefix: `${bucket.prefix}${start}`,
        ...(token === undefined ? {} : { "continuation-token": token })
      }
      const { bytes } = yield* send({ method: "GET", query })
      const page = objectsIn(Buffer.from(bytes).toString("utf8"))
      found.push(
        ...page.objects.map((object) => ({ ...object, key: object.key.slice(bucket.prefix.length) }))
      )
      token = page.next
    } while (token !== undefined)
    return found
  })

  const store: ObjectStore = {
    url: bucket.url,
    list,
    get: (key) =>
      Effect.map(send({ method: "GET", key }, [404]), ({ bytes, status }) =>
        status === 404 ? undefined : bytes
      ),
    put: (key, body) => Effect.asVoid(send({ method: "PUT", key, body })),
    create: (key, body) =>
      Effect.map(send({ method: "PUT", key, body, isNew: true }, [412]), ({ status }) => status !== 412),
    remove: (key) => Effect.asVoid(send({ method: "DELETE", key }, [404]))
  }
  return store
})
