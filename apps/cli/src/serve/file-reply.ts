// A reply from a file: written into a folder of its own in that of the server, sent, and gone with the request.
//
// The database is closed before the first byte leaves, so that no slow reader keeps others from it.
import * as NodePath from "node:path"
import { replyFolder } from "@chatledger/analytics"
import { formats, isExportFormat } from "@chatledger/export"
import type { Reply } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type AnswerFormat, isBinary } from "../output/format.ts"

/** What a browser shows; the rest it saves. */
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

/** Headers of everything that tells of the archive: no one keeps it, no one shows it in a frame. */
export const privateHeaders = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY"
}

/** Answers with the file that `write` makes at the path it is given; what `write` answers are more headers. */
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
