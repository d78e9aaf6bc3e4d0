// The ZIP file that a phone makes of an exported chat: only the chat is unpacked, and held against its checksum.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import {
  bytesAt,
  chatIn,
  checkOf,
  END_BYTES,
  LOCAL_HEADER_BYTES,
  zipListOf
} from "../phone-export/zip-text.ts"
import { withoutExcess } from "./bounds.ts"
import { inFile, noReply, refuse, unpacked } from "./source-bytes.ts"
import type { Source } from "./sources.ts"

const MAGIC_BYTES = 4
const MOST_LIST_BYTES = 32 * 1024 * 1024

/** The bytes of the exported chat in a ZIP file, which is named so; undefined for any other file. */
export const zippedChat = Effect.fnUntraced(function* (source: Source) {
  if (!/\.zip$/i.test(source.name)) return undefined
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(source.path))
  if (Option.isNone(info) || info.value.type !== "File") return undefined
  const byteCount = Number(info.value.size)
  const read = (start: number, end: number) =>
    Effect.map(
      Stream.runCollect(inFile(source, fs, source.path)(start, Math.min(end, byteCount))),
      (chunks) => Buffer.concat(chunks)
    )
  if ((yield* read(0, MAGIC_BYTES)).toString("latin1") !== "PK\u0003\u0004") return undefined
  const list = zipListOf(yield* read(Math.max(0, byteCount - END_BYTES), byteCount))
  if (list === undefined || list.byteCount > MOST_LIST_BYTES) return undefined
  const text = chatIn(yield* read(list.at, list.at + list.byteCount))
  if (text === undefined) return undefined
  if (text === "several") return yield* noReply(source, { code: "zip_of_several_chats" })
  if (text.isEncrypted) return yield* noReply(source, { code: "zip_encrypted" })
  const at = bytesAt(text, yield* read(text.at, text.at + LOCAL_HEADER_BYTES))
  if (at === undefined) return undefined
  const packed = inFile(source, fs, source.path)(at, Math.min(byteCount, at + text.packedBytes))
  const check = checkOf(text)
  const bytes = (yield* unpacked(source, packed, text.isDeflated ? "deflate" : "none")).pipe(
    withoutExcess(source, text.packedBytes),
    Stream.tap((chunk) => Effect.sync(() => check.push(chunk))),
    Stream.concat(
      Stream.drain(
        Stream.fromEffect(
          Effect.suspend(() =>
            check.isRight()
              ? Effect.void
              : Effect.fail(
                  refuse(source, {
                    code: "compression",
                    why: { code: "compression_damaged", detail: "CRC-32" }
                  })
                )
          )
        )
      )
    )
  )
  return { bytes, modifiedAt: Option.getOrUndefined(info.value.mtime) }
})
