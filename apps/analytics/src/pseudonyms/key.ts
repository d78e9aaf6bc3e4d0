// The key for tokens: read from a file of the user, and never shown or written anywhere.
//
// The key is the bytes of the file, without a final line break. Its id shows whether two exports
// used the same key, and reveals nothing of the key. Gotcha: anyone with the key can test guesses of numbers.
import * as Crypto from "node:crypto"
import { reasonOf } from "@chatledger/archive/internal"
import { reasonText } from "@chatledger/core/internal"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import type { KeyReason } from "../failures/reasons.ts"

/** Shortest key, in bytes. */
export const KEY_BYTES = 16
const FILE_BYTES = 65_536
const BLOCK_BYTES = 64

/** The file contains no usable key. */
export class KeyUnusable extends Data.TaggedError("KeyUnusable")<{
  readonly path: string
  readonly reason: KeyReason
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.path}: key not usable: ${reasonText(this.reason)}`
  }
}

export interface PseudonymKey {
  readonly bytes: Redacted.Redacted<Uint8Array>
  /** 8 hexadecimal digits: the same for the same key. */
  readonly id: string
  /** Whether the file's mode lets other users of the machine read it. */
  readonly isExposed: boolean
}

const withoutLineEnd = (bytes: Uint8Array): Uint8Array => {
  const length = bytes.findLastIndex((byte) => byte !== 10 && byte !== 13) + 1
  return bytes.subarray(0, length)
}

const idOf = (bytes: Uint8Array): string =>
  Crypto.createHmac("sha256", bytes).update("chatledger key id").digest("hex").slice(0, 8)

/** Makes a key from bytes. */
export const keyOf = (bytes: Uint8Array, isExposed = false): PseudonymKey => ({
  bytes: Redacted.make(bytes, { label: "key" }),
  id: idOf(bytes),
  isExposed
})

/** Reads a key. Fails with `KeyUnusable`. */
export const readKey = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const unusable = (reason: KeyReason) => new KeyUnusable({ path, reason })
  const refused = Effect.mapError((error: Parameters<typeof reasonOf>[0]) =>
    unusable({ code: "key_cannot_be_read", why: reasonOf(error) })
  )
  const info = yield* fs.stat(path).pipe(refused)
  if (info.type === "Directory") return yield* unusable({ code: "key_folder" })
  if (info.size > FILE_BYTES) return yield* unusable({ code: "key_too_large", most: FILE_BYTES })
  const bytes = withoutLineEnd(yield* fs.readFile(path).pipe(refused))
  if (bytes.length < KEY_BYTES)
    return yield* unusable({ code: "key_too_short", bytes: bytes.length, least: KEY_BYTES })
  return keyOf(bytes, process.platform !== "win32" && (info.mode & 0o077) !== 0)
})

/** The key as the two initial blocks of HMAC-SHA-256 (RFC 2104). */
export const blocksOf = (key: PseudonymKey): { readonly inner: Uint8Array; readonly outer: Uint8Array } => {
  const bytes = Redacted.value(key.bytes)
  const block = new Uint8Array(BLOCK_BYTES)
  block.set(bytes.length > BLOCK_BYTES ? Crypto.createHash("sha256").update(bytes).digest() : bytes)
  return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) }
}
