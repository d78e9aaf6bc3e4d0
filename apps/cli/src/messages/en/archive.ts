// What is said of the archive and its tables: loading, status, verify, compact, prune, forget.
import { counted, number } from "./counts.ts"

export const archive = {
  loading: {
    new: (replies: string) => `loading ${replies} …`,
    missing: (replies: string) => `building the tables from ${replies} …`,
    outdated: (replies: string) => `building the tables anew, for this version, from ${replies} …`,
    damaged: (replies: string) => `building the tables anew from ${replies} …`
  },
  waiting: "another chatledger is using this archive: waiting for it",
  stale: (replies: string) =>
    `${replies} not loaded yet, since another chatledger is reading: --wait waits for it`,
  leftOut: (damage: string) => `left out: ${damage}`,
  empty: "the archive is empty: `chatledger import` brings saved replies in",
  notAsked: (instance: string, age: string) =>
    `instance ${instance} was last asked more than ${age} ago: see whether \`chatledger sync\` still runs`,
  failOn: (given: string) => `--fail-on ${given}: write gaps, lost, stale, or several: gaps,lost=7d,stale=2h`,
  hasGaps: (instance: string, journal: string, count: number) =>
    `instance ${instance}, ${journal}: ${number(count)} ${count === 1 ? "gap" : "gaps"} that a sync can still close`,
  hasLosses: (instance: string, journal: string, count: number) =>
    `instance ${instance}, ${journal}: ${number(count)} ${count === 1 ? "stretch" : "stretches"} of time lost`,
  neverSynced: "no instance was ever synced: `chatledger sync` does it",
  read: (count: number) => `${number(count)} snapshots read`,
  whole: (count: number, bytes: number) =>
    `${counted(count, "snapshot")} ${count === 1 ? "is" : "are"} whole (${number(bytes)} bytes of replies)`,
  damaged: (count: number) =>
    `${counted(count, "snapshot")} ${count === 1 ? "is" : "are"} damaged: restore what is named above from a backup`,
  tablesHold: (checks: number) => `the tables are consistent (${number(checks)} checks)`,
  tableBroken: (table: string, check: string, rows: string) =>
    `table ${table}: it should hold that ${check}, and ${rows} show that it does not`,
  tablesBroken: (checks: number) =>
    `${number(checks)} ${checks === 1 ? "check" : "checks"} of the tables failed, and the archive is whole: delete the cache, so that the tables are made anew; if it fails again, report the lines above`,
  nothingOf: (instance: string) => `--instance ${instance}: the archive holds nothing of it`,
  lookedAt: (day: string) => `${day} looked at`,
  packed: (snapshots: string, days: string) => `${snapshots} packed into ${days}`,
  looseRemoved: (files: string) => `${files} removed: the packs hold them`,
  looseWaiting: (files: string) =>
    `${files} kept beside the packs for a day, so that a backup under way stays whole: the next compact removes them`,
  nothingToPack: "nothing to pack",
  pruned: (snapshots: string, bytes: number, isDone: boolean) =>
    `${snapshots} (${number(bytes)} bytes on disk) ${isDone ? "removed" : "would be removed"}`,
  uncovered: (journal: string, from: string, to: string, isDone: boolean) =>
    `${journal}: no raw reply ${isDone ? "covers" : "would cover"} ${from} to ${to} any more`,
  andStretches: (count: number) => `and ${counted(count, "moreStretch")} of time`,
  nothingBefore: "nothing was asked for before that time",
  previewRemoves: "a preview: nothing was changed; --execute removes it for good",
  chatEmpty: "--chat is empty: name a chatId",
  reading: "reading",
  takenOut: (records: string, snapshots: string, isDone: boolean) =>
    `${records} ${isDone ? "taken out of" : "would be taken out of"} ${snapshots}`,
  namesTaken: (snapshots: string, isDone: boolean) =>
    `its id ${isDone ? "taken out of" : "would be taken out of"} the file names that ${snapshots} came from`,
  sameChat: (ids: string) => `one chat under several ids, all of which are forgotten: ${ids}`,
  otherIdsUnknown: (id: string, reason: string) =>
    `whether the chat has other ids cannot be told, so only ${id} is looked for: ${reason}`,
  noRecord: "no snapshot holds a record of this chat",
  previewTakesOut: "a preview: nothing was changed; --execute takes them out for good",
  afterForget:
    "the tables are made anew when they are next asked for; exports, reports, pseudonymised datasets, files of saved replies and backups made before still hold the chat: delete them yourself, with what a killed export left beside them (names with .tmp-); a sync or import that brings the chat again keeps it again",
  covered: (journals: string, more: number) =>
    `covered of this period: ${journals}${more > 0 ? ` and ${number(more)} more` : ""}; \`chatledger stats coverage_summary\` and \`chatledger status\` tell what is missing`
}
