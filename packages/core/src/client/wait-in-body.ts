// A refusal with status 200, as from Telegram: `{"status": false, "reason": …, "data": {"retryAfter": seconds}}`.
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { MOST_RETRY_AFTER_MILLIS } from "./retry-after.ts"

const MOST_BYTES = 16 * 1024
const BRACE = 0x7b

const Refusal = Schema.fromJsonString(
  Schema.Struct({
    status: Schema.Literal(false),
    data: Schema.optionalKey(Schema.NullOr(Schema.Struct({ retryAfter: Schema.optionalKey(Schema.Unknown) })))
  })
)
const decode = Schema.decodeUnknownOption(Refusal)

const millisOf = (seconds: unknown): number | undefined => {
  const wait = typeof seconds === "string" && seconds.trim() !== "" ? Number(seconds) : seconds
  return typeof wait === "number" && wait >= 0 ? Math.min(wait * 1000, MOST_RETRY_AFTER_MILLIS) : undefined
}

/**
 * The wait that a body requests, in milliseconds, at most 15 minutes, if it gives one; undefined if it is not a refusal.
 */
export const waitIn = (body: Uint8Array): { readonly retryAfter: number | undefined } | undefined => {
  if (body.length > MOST_BYTES || body.find((byte) => byte > 0x20) !== BRACE) return undefined
  const refusal = Option.getOrUndefined(decode(new TextDecoder().decode(body)))
  return refusal === undefined ? undefined : { retryAfter: millisOf(refusal.data?.retryAfter) }
}
