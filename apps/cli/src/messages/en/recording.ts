// Messages of sync and import.
import type { IssueCode } from "@chatledger/core"
import { counted, number } from "./counts.ts"

export const recording = {
  journals: "--journal must be incoming, outgoing, or incoming,outgoing",
  minutes: "--minutes must be from 1 to 5256000, which is ten years",
  everyTooLong: "--every must be 7d or less, because the service keeps the journal only for a limited time",
  shard: (given: string) => `--shard ${given}: for three shards use 1/3, 2/3 and 3/3`,
  newArchive: (path: string) => `creating a new archive in ${path}`,
  archiveGone: (path: string, note: string) =>
    `there is no archive at ${path} any more, although ${note} records one: mount it or move it back; to start a new one, use --new`,
  noteUnread: (path: string, note: string, reason: string) =>
    `there is no archive at ${path}, and ${note}, which records whether there was one, cannot be read (${reason}): make it readable, or start a new archive with --new`,
  archiveElsewhere: (path: string, note: string, known: string) =>
    `there is no archive at ${path}; according to ${note}, this configuration keeps its archive at ${known}: correct the path; to start a new one, use --new`,
  archiveOther: (path: string, note: string) =>
    `the archive at ${path} is not the one recorded in ${note}: mount or give the right one; to continue with this one, use --new`,
  gone: (path: string) =>
    `there is no archive at ${path} any more: mount it or move it back; nothing is fetched until then`,
  replaced: (path: string) =>
    `the archive at ${path} is not the one used before: mount the right one; nothing is fetched until then`,
  noNote: (note: string, reason: string) =>
    `${note} cannot be written, so a missing archive would go unnoticed: ${reason}`,
  nothingInShard: "no configured instance is in this shard: nothing to do",
  calls: (calls: string, free: string, hours: number) =>
    `this interval makes about ${calls} calls a month for each instance; the free plan allows ${free}: on that plan, use --every ${hours}h or longer`,
  state: (state: string) =>
    `its state is ${state}: messages sent now may never be recorded; open the console and authorise the instance`,
  clockOff: (by: string, isBehind: boolean) =>
    `the clock of this computer is ${by} ${isBehind ? "behind" : "ahead of"} the service's: correct it (NTP); until then replies are ordered by the service's clock`,
  keptOut: (what: string) =>
    `its settings prevent recording of ${what}: turn them on with chatledger doctor --fix`,
  skipped: (holder: string) => `skipped, another sync is running (${holder})`,
  fault: (position: number, detail: string, code: IssueCode) => `record ${position}: ${detail} (${code})`,
  synced: (count: number) => `${number(count)} synced`,
  failed: (count: number) => `${number(count)} failed`,
  skippedCount: (count: number) => `${number(count)} skipped`,
  changed: (count: number) => `${number(count)} changed`,
  ofAll: (done: number, all: string) => `${number(done)} of ${all}`,
  stretch: (from: string, to: string) => `${from} to ${to}`,
  covered: (journal: string, stretch: string) => `${journal} covered ${stretch}`,
  openGap: (stretch: string, until: string | undefined) =>
    `nothing was fetched for ${stretch}; the next sync will fetch it${until === undefined ? "" : ` if it runs before ${until}`}`,
  newLoss: (stretch: string) => `${stretch} was not fetched in time and is lost`,
  truncated: (stretch: string) => `the reply for ${stretch} was probably truncated`,
  directory: (what: string) => `directory: ${what}`,
  noCallJournals: "the journals of calls, a beta feature of the service, are not available to this instance",
  callsFetched: (count: number) => `journals of calls: ${counted(count, "record")}`,
  groupsLeft: (count: number) => `${counted(count, "group")} will be fetched at the next sync`,
  withoutId: (count: number) => `${number(count)} without a usable id`,
  emptyList: (journal: string) => `${journal} is empty, will be fetched again later`,
  refusedGroups: (count: number) =>
    `${counted(count, "group")} refused: the account is no longer a member; next try in a week`,
  directoryWaits: (until: string) =>
    `directory: a call quota is used up; names will not be fetched before ${until}`,
  healed: (histories: number, records: number) =>
    `${counted(histories, "chat")} asked for history around lost time, ${counted(records, "record")} received; see \`chatledger stats healed_gaps\``,
  notHealed:
    "lost time is not healed while the clock of this computer is wrong, because what is lost depends on it: correct the clock (NTP), and run sync --heal again",
  stdin: "standard input",
  states: {
    added: "added",
    known: "already there",
    retimed: "already there, time corrected",
    reread: "already there, now read this way"
  },
  partlyKnown: "partly already there",
  kinds: { calls: "calls", stories: "stories" },
  phone: (chat: string, order: "dmy" | "mdy", zone: string) =>
    `${chat}, ${order === "dmy" ? "day before month" : "month before day"}, ${zone}`,
  requestedBefore: (newest: string) =>
    `its newest record is of ${newest}, after the given time of the request: check --requested-at, --tz, or the modification time of the file`,
  requestedInFuture: "--requested-at is in the future",
  inMilliseconds: (count: number) =>
    `${counted(count, "record")} had \`timestamp\` in milliseconds, converted`,
  leftOut: (at: number, reason: string) =>
    `the part that begins at byte ${number(at)} ${reason}; it was left out`,
  guess: ", its time is an estimate (give the exact time with --requested-at)",
  andMoreFaults: (count: number) => `and ${counted(count, "moreFault")}`,
  unreadable: "it cannot be read",
  noIdInstance: (given: string) =>
    `--instance ${given} is not an idInstance, which is a number such as 1101000001`,
  importing: (place: number, all: number, name: string) =>
    `importing ${number(place)} of ${number(all)}: ${name}`,
  kept: (count: number) => `${number(count)} added`,
  alreadyThere: (count: number) => `${number(count)} already there`,
  refused: (count: number) => `${number(count)} refused`,
  notImported: (count: number) => `${number(count)} not imported`
}
