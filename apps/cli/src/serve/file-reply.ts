// A reply from a file: written to its own folder inside the server's, sent, and deleted with the request.
//
// The database is closed before the first byte is sent, so a slow reader does not block others.
import * as NodePath from "node:path"
import { replyFolder } from "@chatledger/analytics/internal"
import { formats, isExportFormat } from "@chatledger/export"
import type { Reply } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type AnswerFormat, isBinary } from "../output/format.ts"

/** Content types that a browser shows; others are saved. */
const shown: Readonly<Partial<Record<AnswerFormat, string>>> = {
  json: "application/json",
  ndjson: formats.ndjson.mediaType,
  markdown: "text/plain",
  table: "text/plain"
}

const mediaTypeOf = (format: AnswerFormat): string => {
  const type = shown[format] ?? (isExportFormat(format) ? formats[format].mediaType : "text/plain")
  return isBinary(format) ? type : `${type}; charset=utf-8`
}

/** Headers of every reply with archive data: no caching, no frames. */
export const privateHeaders = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY"
}

/** Sends the file that `write` creates at the given path; `write` returns additional headers. */
export const fileReply = Effect.fnUntraced(function* <E, R>(
  name: string,
  format: AnswerFormat,
  write: (path: string) => Effect.Effect<Readonly<Record<string, string>>, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* replyFolder
  const file = `${name}.${format}`
  const path = NodePath.join(folder, file)
  const more = yield* write(path)
  const { size } = yield* fs.stat(path)
  const headers = {
    ...privateHeaders,
    "content-type": mediaTypeOf(format),
    "content-length": String(size),
    ...(format in shown ? {} : { "content-disposition": `attachment; filename="${file}"` }),
    ...more
  }
  return { status: 200, headers, body: fs.stream(path) } satisfies Reply
})
