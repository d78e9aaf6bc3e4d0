// Exit codes: one number per kind of failure, so that scripts and monitors can tell them apart.
import * as Data from "effect/Data"

/** Every exit code and what it means; `docs/cli.md` is made of this. */
export const exitCodes = {
  0: "all done",
  1: "a bug in chatledger",
  2: "usage or configuration: a wrong flag, query, time, or a missing archive",
  3: "partly done: some file, record or instance failed, and is listed",
  4: "not authorised",
  5: "the service is unavailable after retries, or the quota is spent",
  6: "the archive is damaged, locked, or cannot be written",
  7: "output cannot be written",
  130: "interrupted; everything is left whole"
} as const

export type ExitCode = keyof typeof exitCodes

/** Something failed that has been reported already, beside things that worked. */
export class PartlyDone extends Data.TaggedError("PartlyDone")<{ readonly code: ExitCode }> {}

/** A flag or argument does not fit. */
export class WrongUsage extends Data.TaggedError("WrongUsage")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}

/** The failure of each kind: its exit code. */
const codeOfTag: Readonly<Record<string, ExitCode>> = {
  WrongUsage: 2,
  UsageError: 2,
  QueryRefused: 2,
  QueryFailed: 2,
  InvalidExport: 2,
  ShowHelp: 2,
  ArchiveMissing: 2,
  ImportRefused: 3,
  SnapshotDamaged: 6,
  ArchiveUnreadable: 6,
  ArchiveNotWritable: 6,
  LockHeld: 6,
  CacheBusy: 6,
  CacheNotWritable: 6,
  OutputExists: 7,
  OutputNotWritable: 7
}

const tagOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "_tag" in error ? String(error._tag) : ""

/** The exit code of a failure; anything unknown is a bug. */
export const exitCodeOf = (error: unknown): ExitCode =>
  error instanceof PartlyDone ? error.code : (codeOfTag[tagOf(error)] ?? 1)

/** True if the failure is one of ours and its message is meant for the user. */
export const isForUser = (error: unknown): error is Error =>
  tagOf(error) in codeOfTag && error instanceof Error
