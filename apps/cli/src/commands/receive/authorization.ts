// The `Authorization` value that a webhook must send: from a file or the environment, never from an argument.
//
// Only a digest is kept for comparison, in constant time; a scheme has no case (RFC 9110, 11.1). The console of GREEN-API sends `Bearer` and the token of the
// instance's webhook, unless the token contains another scheme.
import { hash, timingSafeEqual } from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { WrongUsage } from "../../failures/exit.ts"
import { variable } from "../../invocation/variable.ts"
import { strings } from "../../messages/strings.ts"

const VARIABLE = "CHATLEDGER_WEBHOOK_AUTHORIZATION"
const allowed = /^[\x20-\x7e]{16,1000}$/

const digest = (text: string): Buffer => hash("sha256", text, "buffer")

/** Reads the value; fails with `WrongUsage` if it is missing or too short. Returns the check. */
export const authorizationCheck = Effect.fnUntraced(function* (file: Option.Option<string>) {
  const fs = yield* FileSystem.FileSystem
  const value = Option.isSome(file)
    ? yield* Effect.mapError(
        fs.readFileString(file.value),
        () => new WrongUsage({ reason: strings.receive.noFile(file.value) })
      )
    : variable(VARIABLE)
  if (value === undefined) return yield* new WrongUsage({ reason: strings.receive.noAuthorization })
  const wanted = value.trim()
  if (!allowed.test(wanted)) return yield* new WrongUsage({ reason: strings.receive.weak })
  const right = [digest(wanted), digest(`Bearer ${wanted}`)]
  return (header: string | undefined): boolean => {
    const given = digest((header ?? "").trim().replace(/^bearer /i, "Bearer "))
    return right.map((one) => timingSafeEqual(one, given)).includes(true)
  }
})
