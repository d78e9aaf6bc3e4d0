// A dataset in an S3-compatible bucket: its address from the flags, and everything else from the variables of AWS's tools.
import { createHash } from "node:crypto"
import { homedir } from "node:os"
import * as NodePath from "node:path"
import { inBucket } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { WrongUsage } from "../failures/exit.ts"
import type { Bucket } from "../http/s3-store.ts"
import { variable } from "../invocation/variable.ts"
import { strings } from "../messages/strings.ts"

const GIGABYTE = 1024 ** 3
const DEFAULT_GIGABYTES = 20
const REGION = "us-east-1"

/** True for the address of a bucket. */
export const isBucket = (place: string): boolean => /^s3:\/\//i.test(place)

const refuse = (reason: string) => Effect.fail(new WrongUsage({ reason }))

const endpointOf = Effect.fnUntraced(function* () {
  const [name, text] =
    ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]
      .map((one) => [one, variable(one)] as const)
      .find(([, value]) => value !== undefined) ?? []
  if (name === undefined || text === undefined) return undefined
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  const isPlain = isAddress && new URL(text).username === "" && new URL(text).search === ""
  return isPlain ? text : yield* refuse(strings.bucket.endpoint(name))
})

/** The bucket of an address; fails with `WrongUsage`. */
export const bucketOf = Effect.fnUntraced(function* (place: string) {
  const [, bucket, rest = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(\/[^?#]*)?$/i.exec(place) ?? []
  const parts = rest.split("/").filter((part) => part !== "")
  if (bucket === undefined || parts.some((part) => part === "." || part === ".."))
    return yield* refuse(strings.bucket.address(place))
  const [accessKeyId, secret] = [variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")]
  if (accessKeyId === undefined || secret === undefined) return yield* refuse(strings.bucket.credentials)
  const token = variable("AWS_SESSION_TOKEN")
  return {
    url: `s3://${[bucket, ...parts].join("/")}`,
    bucket,
    prefix: parts.length === 0 ? "" : `${parts.join("/")}/`,
    endpoint: yield* endpointOf(),
    region: variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") ?? REGION,
    accessKeyId,
    secretAccessKey: Redacted.make(secret),
    sessionToken: token === undefined ? undefined : Redacted.make(token)
  } satisfies Bucket
})

/** The folder with the files of a bucket that were read, for the next command. */
export const bucketCache = ({ endpoint = "", url }: Bucket): string => {
  const caches =
    variable("CHATLEDGER_CACHE") ?? variable("XDG_CACHE_HOME") ?? NodePath.join(homedir(), ".cache")
  const digest = createHash("sha256").update(`${endpoint} ${url}`).digest("hex").slice(0, 16)
  return NodePath.join(NodePath.resolve(caches), "chatledger-datasets", digest)
}

const mostBytes = Effect.fnUntraced(function* () {
  const text = variable("CHATLEDGER_DATASET_CACHE")
  if (text === undefined) return DEFAULT_GIGABYTES * GIGABYTE
  const [, count, unit = ""] = /^(\d{1,6}(?:\.\d+)?) ?(M|G)i?B?$/i.exec(text) ?? []
  if (count === undefined) return yield* refuse(strings.bucket.cacheSize(text))
  return Number(count) * (unit.toUpperCase() === "G" ? GIGABYTE : 1024 ** 2)
})

/** Runs an effect on a dataset in a bucket as if it were in the folder. Fails with `ObjectStoreFailed`, and as the effect does. */
export const onBucket = Effect.fnUntraced(function* <A, E, R>(
  bucket: Bucket,
  folder: string,
  effect: Effect.Effect<A, E, R>
) {
  const { s3Store } = yield* Effect.promise(() => import("../http/s3-store.ts"))
  const { nodeHttpClient } = yield* Effect.promise(() => import("../http/node-client.ts"))
  const most = yield* mostBytes()
  const using = Effect.flatMap(s3Store(bucket), (store) =>
    inBucket({ store, folder, mostBytes: most })(effect)
  )
  return yield* Effect.provide(using, nodeHttpClient)
})
