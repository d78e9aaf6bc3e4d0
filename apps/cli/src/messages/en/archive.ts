// Messages about the archive and its tables: loading, status, verify, compact, prune, forget.
import { counted, number, size } from "./counts.ts"

export const archive = {
  loading: {
    new: (replies: string) => `loading ${replies} …`,
    missing: (replies: string) => `building the tables from ${replies} …`,
    outdated: (replies: string) => `rebuilding the tables for this version from ${replies} …`,
    damaged: (replies: string) => `rebuilding the tables from ${replies} …`
  },
  waiting: "another chatledger process is using this archive: waiting for it",
  stale: (replies: string) =>
    `${replies} not loaded yet, because another chatledger process is reading the tables: use --wait to wait for it`,
  leftOut: (damage: string) => `left out: ${damage}`,
  empty: "the archive is empty: add saved replies with `chatledger import`",
  notSynced: (instance: string, age: string) =>
    `instance ${instance}: the last request was more than ${age} ago: check that \`chatledger sync\` still runs`,
  failOn: (given: string) => `--fail-on ${given}: write gaps, lost, stale, or several: gaps,lost=7d,stale=2h`,
  hasGaps: (instance: string, journal: string, count: number) =>
    `instance ${instance}, ${journal}: ${number(count)} ${count === 1 ? "gap" : "gaps"} that a sync can still fill`,
  hasLosses: (instance: string, journal: string, count: number) =>
    `instance ${instance}, ${journal}: ${number(count)} ${count === 1 ? "period" : "periods"} lost`,
  neverSynced: "no instance has been synced yet: run `chatledger sync`",
  read: (count: number) => `${number(count)} snapshots read`,
  whole: (count: number, bytes: number) => `${counted(count, "snapshot")} intact (${size(bytes)} of replies)`,
  damaged: (count: number) =>
    `${counted(count, "snapshot")} damaged: restore the files listed above from a backup`,
  tablesHold: (checks: number) => `the tables are consistent (${number(checks)} checks)`,
  tableBroken: (table: string, check: string, rows: string) =>
    `table ${table}: the check "${check}" failed for ${rows}`,
  tablesBroken: (checks: number) =>
    `${number(checks)} ${checks === 1 ? "check" : "checks"} of the tables failed, but the archive is intact: delete the cache to rebuild the tables; if this happens again, report the lines above`,
  nothingOf: (instance: string) => `--instance ${instance}: the archive has no data of it`,
  lookedAt: (day: string) => `${day} checked`,
  packed: (snapshots: string, days: string) => `${snapshots} packed into ${days}`,
  looseRemoved: (files: string) => `${files} removed: their contents are in the packs`,
  looseWaiting: (files: string) =>
    `${files} kept for one more day, in case a backup is running: the next compact removes them`,
  nothingToPack: "nothing to pack",
  pruned: (snapshots: string, bytes: number, isDone: boolean) =>
    `${snapshots} (${size(bytes)} on disk) ${isDone ? "removed" : "would be removed"}`,
  uncovered: (journal: string, from: string, to: string, isDone: boolean) =>
    `${journal}: ${from} to ${to} ${isDone ? "is" : "would be"} no longer covered by any raw reply`,
  andStretches: (count: number) => `and ${counted(count, "moreStretch")}`,
  nothingBefore: "nothing was requested before that time",
  previewRemoves: "preview only, nothing was changed: --execute deletes permanently",
  executeNeedsId: (id: string) => `--execute requires the chatId itself: --chat ${id}`,
  chatEmpty: "--chat is empty: give a chatId",
  reading: "reading",
  takenOut: (records: string, snapshots: string, isDone: boolean) =>
    `${records} ${isDone ? "removed from" : "would be removed from"} ${snapshots}`,
  namesTaken: (snapshots: string, isDone: boolean) =>
    `its id ${isDone ? "removed" : "would be removed"} from the names of the files that ${snapshots} came from`,
  sameChat: (ids: string) => `this chat has several ids, all of which are included: ${ids}`,
  otherIdsUnknown: (id: string, reason: string) =>
    `cannot determine whether the chat has other ids, so only ${id} is used: ${reason}`,
  noRecord: "no snapshot contains a record of this chat",
  previewTakesOut: "preview only, nothing was changed: --execute removes them permanently",
  afterForget:
    "the tables will be rebuilt on next use. Earlier exports, reports, pseudonymised datasets, saved reply files and backups still contain the chat: delete them yourself, including leftovers of interrupted exports (names with .tmp-). A later sync or import may add the chat again",
  covered: (journals: string, more: number, since: string | undefined) => {
    const all = `covered in this period: ${journals}${more > 0 ? ` and ${number(more)} more` : ""}`
    return since === undefined
      ? `${all}; see \`chatledger stats coverage_summary\` and \`chatledger status\` for what is missing`
      : `${all}; nothing was requested for the time before ${since}`
  }
}
