// What is said while replies come into the archive: sync and import.
import { counted, number } from "./counts.ts"

export const recording = {
  journals: "--journal takes incoming, outgoing, or incoming,outgoing",
  minutes: "--minutes has to be 1 or more",
  everyTooLong: "--every has to be 7d or less: the journal forgets",
  shard: (given: string) => `--shard ${given}: write 1/3, 2/3 or 3/3 for three shards`,
  newArchive: (path: string) => `a new archive begins at ${path}`,
  archiveGone: (path: string, note: string) =>
    `there is no archive at ${path} any more, where ${note} says that one was: mount it or move it back; --new begins a new one`,
  noteUnread: (path: string, note: string, reason: string) =>
    `there is no archive at ${path}, and whether there was one cannot be told, as ${note} cannot be read (${reason}): let it be read, or begin anew with --new`,
  archiveElsewhere: (path: string, note: string, known: string) =>
    `there is no archive at ${path}; this configuration keeps its archive at ${known}, as ${note} says: correct the path; --new begins a new one`,
  archiveOther: (path: string, note: string) =>
    `the archive at ${path} is another one than ${note} names: mount or name the right one; --new goes on with this one`,
  gone: (path: string) =>
    `there is no archive at ${path} any more: mount it or move it back; nothing is asked for until then`,
  replaced: (path: string) =>
    `the archive at ${path} is another one than a round before: mount the right one; nothing is asked for until then`,
  noNote: (note: string, reason: string) =>
    `${note} cannot be written, so an archive that goes away would not be missed: ${reason}`,
  nothingInShard: "no configured instance is in this shard: nothing to do",
  calls: (calls: string, free: string, hours: number) =>
    `this interval makes about ${calls} calls a month for each instance; the free plan has ${free}: there, take --every ${hours}h or longer`,
  state: (state: string) =>
    `its state is ${state}: what is written now may never appear; open the console and authorise it`,
  clockOff: (seconds: number, isBehind: boolean) =>
    `the clock of this machine is ${number(seconds)} s ${isBehind ? "behind" : "ahead of"} the service's: set it (NTP); until then replies are ordered by the service's`,
  keptOut: (what: string) => `its settings keep out ${what}: chatledger doctor --fix switches them on`,
  skipped: (holder: string) => `skipped, another sync is at it (${holder})`,
  fault: (position: number, detail: string, code: string) => `record ${position}: ${detail} (${code})`,
  synced: (count: number) => `${number(count)} synced`,
  failed: (count: number) => `${number(count)} failed`,
  skippedCount: (count: number) => `${number(count)} skipped`,
  changed: (count: number) => `${number(count)} changed`,
  ofAll: (done: number, all: string) => `${number(done)} of ${all}`,
  stretch: (from: string, to: string) => `${from} to ${to}`,
  covered: (journal: string, stretch: string) => `${journal} covered ${stretch}`,
  openGap: (stretch: string, until: string | undefined) =>
    `nothing was fetched for ${stretch}; the next sync asks for it${until === undefined ? "" : `, and can until ${until}`}`,
  newLoss: (stretch: string) => `${stretch} was not fetched in time and is lost`,
  truncated: (stretch: string) => `the reply for ${stretch} was probably cut`,
  directory: (what: string) => `directory: ${what}`,
  groupsLeft: (count: number) => `${counted(count, "group")} at the next sync`,
  withoutId: (count: number) => `${number(count)} without a usable id`,
  emptyList: (journal: string) => `${journal} came empty, asked for again later`,
  refusedGroups: (count: number) =>
    `${counted(count, "group")} refused: the account is not in it any more; it is asked for again in a week`,
  directoryWaits: (until: string) =>
    `directory: a quota of calls is used up; names are not asked for before ${until}`,
  stdin: "standard input",
  states: {
    added: "kept",
    known: "already there",
    retimed: "already there, now with a better time"
  },
  partlyKnown: "partly already there",
  kinds: { calls: "calls", stories: "stories" },
  inMilliseconds: (count: number) =>
    `${counted(count, "record")} with \`timestamp\` in milliseconds, read as such`,
  leftOut: (at: number, reason: string) => `what begins at byte ${number(at)} ${reason}; it was left out`,
  guess: ", its time is a guess (--requested-at tells)",
  andMoreFaults: (count: number) => `and ${counted(count, "moreFault")}`,
  unreadable: "it cannot be read",
  noIdInstance: (given: string) => `--instance ${given} is no idInstance: it is a number such as 1101000001`,
  importing: (place: number, all: number, name: string) =>
    `importing ${number(place)} of ${number(all)}: ${name}`,
  kept: (count: number) => `${number(count)} kept`,
  alreadyThere: (count: number) => `${number(count)} already there`,
  refused: (count: number) => `${number(count)} refused`,
  notImported: (count: number) => `${number(count)} not imported`
}
