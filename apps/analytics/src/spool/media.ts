// Downloads as spool lines.
import type { MediaFact } from "@chatledger/archive/internal"

/** One line per download, in the order of the snapshot. */
export const mediaLines = (snapshotNo: number, facts: ReadonlyArray<MediaFact>) =>
  facts.map((fact, place) => ({
    snapshot_no: snapshotNo,
    place,
    chat_id: fact.chatId.toWellFormed(),
    message_id: fact.idMessage.toWellFormed(),
    status: fact.status,
    ended_at: fact.at,
    url: fact.url?.toWellFormed() ?? null,
    http_status: fact.httpStatus,
    mime_type: fact.type,
    byte_count: fact.length,
    sha256: fact.sha256
  }))
