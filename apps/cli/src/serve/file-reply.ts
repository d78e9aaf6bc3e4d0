// A reply from a file: written into a folder of its own in that of the server, sent, and gone with the request.
//
// The database is closed before the first byte leaves, so that no slow reader keeps others from it.
import * as NodePath from "node:path"
import { replyFolder } from "@chatledger/analytics"
import type { Reply } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"

const types = {
  csv: { type: "text/csv; charset=utf-8", isShown: false },
  json: { type: "application/json; charset=utf-8", isShown: true },
  ndjson: { type: "application/x-ndjson; charset=utf-8", isShown: true },
  markdown: { type: "text/plain; charset=utf-8", isShown: true },
  table: { type: "text/plain; charset=utf-8", isShown: true },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", isShown: false },
  parquet: { type: "application/vnd.apache.parquet", isShown: false }
} as const

export type FileKind = keyof typeof types

/** Headers of everything that tells of the archive: nobody keeps it, nobody shows it in a frame. */
export const privateHeaders = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY"
}

/** Answers with the file that `write` makes at the path it is given; what `write` answers are more headers. */
export const fileReply = Effect.fnUntraced(function* <E, R>(
  name: string,
  kind: FileKind,
  write: (path: string) => Effect.Effect<Readonly<Record<string, string>>, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* replyFolder
  const file = `${name}.${kind}`
  const path = NodePath.join(folder, file)
  const more = yield* write(path)
  const { size } = yield* fs.stat(path)
  const { isShown, type } = types[kind]
  const headers = {
    ...privateHeaders,
    "content-type": type,
    "content-length": String(size),
    ...(isShown ? {} : { "content-disposition": `attachment; filename="${file}"` }),
    ...more
  }
  return { status: 200, headers, body: fs.stream(path) } satisfies Reply
})
