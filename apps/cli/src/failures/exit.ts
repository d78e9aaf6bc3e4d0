// Exit codes: one number per kind of failure, so that scripts and monitors can distinguish them.

import * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import type { Strings } from "../messages/en.ts"
import { strings } from "../messages/strings.ts"

/** One number per kind of failure. */
type ExitCode = keyof Strings["exitCodes"]

/** The command failed, wholly or in part, and has reported it. */
export class AlreadyReported extends Data.TaggedError("AlreadyReported")<{ readonly code: ExitCode }> {}

/** A flag or argument is invalid. */
export class WrongUsage extends Data.TaggedError("WrongUsage")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}

/** Exit codes by the tag of the failure. */
const codeOfTag: Readonly<Record<string, ExitCode>> = {
  WrongUsage: 2,
  UsageError: 2,
  KeyUnusable: 2,
  RosterRefused: 2,
  NamesRefused: 2,
  QueryRefused: 2,
  QueryFailed: 2,
  QueryStopped: 2,
  InvalidExport: 2,
  ShowHelp: 2,
  ArchiveMissing: 2,
  ServerFailed: 2,
  TokenMissing: 2,
  WrongAddress: 2,
  Refused: 2,
  Redirected: 2,
  ImportRefused: 3,
  RecordFault: 3,
  SettingOff: 3,
  ClockOff: 3,
  Gap: 3,
  NotAuthorised: 4,
  WrongInstance: 4,
  QuotaExceeded: 5,
  RateLimited: 5,
  InstanceStarting: 5,
  Unavailable: 5,
  BadReply: 5,
  ReplyTooLarge: 5,
  SnapshotDamaged: 6,
  ArchiveUnreadable: 6,
  ArchiveNotWritable: 6,
  ServeTokenUnusable: 6,
  OtherArchive: 6,
  LockHeld: 6,
  CacheBusy: 6,
  CacheDamaged: 6,
  CacheNotWritable: 6,
  ScheduleFailed: 7,
  OutputBusy: 7,
  OutputExists: 7,
  OutputNotWritable: 7,
  FileNotWritten: 7,
  StdoutFailed: 7,
  OutputOfAnother: 7,
  DatasetUnusable: 7,
  ObjectStoreFailed: 7,
  EngineFailed: 7
}

const tagOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "_tag" in error ? String(error._tag) : ""

const isHelp = (error: object): boolean =>
  tagOf(error) === "ShowHelp" &&
  Array.isArray(Reflect.get(error, "errors")) &&
  Reflect.get(error, "errors").length === 0

/** Ends without a message: requested help, failures already reported, and a reader that closed the output. */
const isSilent = (error: unknown): boolean =>
  ["ShowHelp", "AlreadyReported", "ReaderGone"].includes(tagOf(error))

/** The event name of a failure in JSON lines, such as `not_authorised`. */
export const eventOf = ({ _tag }: { readonly _tag: string }): string =>
  _tag.replace(/(?<=[a-z0-9])[A-Z]/g, "_$&").toLowerCase()

/** The event name in JSON lines of the cause that ends a command. */
export const eventOfCause = (cause: Cause.Cause<unknown>): string | undefined => {
  const tag = tagOf(Cause.squash(cause))
  return tag === "" ? undefined : eventOf({ _tag: tag })
}

/** The exit code of one failure; an unknown one is a bug. */
export const codeOfFailure = (error: { readonly _tag: string }): ExitCode => codeOfTag[error._tag] ?? 1

/**
 * The exit code of a command that did several things: 0 if nothing failed, 3 if anything succeeded, the code of the
 * failures if they are of one kind, otherwise the smallest from 4 to 7.
 */
export const codeOfFailures = (
  failures: ReadonlyArray<{ readonly _tag: string }>,
  isAnythingDone: boolean
): ExitCode => {
  const [first, ...others] = [...new Set(failures.map(codeOfFailure))].toSorted((a, b) => a - b)
  if (first === undefined) return 0
  if (isAnythingDone) return 3
  if (others.length === 0) return first
  return [first, ...others].find((code) => code >= 4 && code <= 7) ?? first
}

/** True if the folder in which the command was started has been deleted. */
const isFolderGone = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && error.syscall === "uv_cwd"

const hasFolder = (): boolean => {
  try {
    process.cwd()
    return true
  } catch {
    return false
  }
}

/** The exit code of a failed command; an unknown failure is a bug. */
export const exitCodeOf = (cause: Cause.Cause<unknown>): ExitCode => {
  if (Cause.hasInterruptsOnly(cause)) return 130
  const error = Cause.squash(cause)
  if (error instanceof AlreadyReported) return error.code
  if (isFolderGone(error)) return 2
  if (tagOf(error) === "ReaderGone" || (typeof error === "object" && error !== null && isHelp(error)))
    return 0
  return codeOfTag[tagOf(error)] ?? 1
}

/** True for a failure with a tag. */
export const isFailure = (error: unknown): error is Error & { readonly _tag: string } =>
  error instanceof Error && "_tag" in error && typeof error._tag === "string"

/** The message for a failed command; undefined if nothing needs to be reported. */
export const failureMessage = (cause: Cause.Cause<unknown>): string | undefined => {
  const error = Cause.squash(cause)
  if (Cause.hasInterruptsOnly(cause) || isSilent(error)) return undefined
  if (isFolderGone(error)) return strings.configuration.folderGone
  const said = isFailure(error)
    ? strings.failure(error)
    : error instanceof Error
      ? error.message
      : String(error)
  const text = tagOf(error) in codeOfTag ? said : strings.configuration.bug(said)
  return hasFolder() ? text : `${text}; ${strings.configuration.folderGone}`
}
