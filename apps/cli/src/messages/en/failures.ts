// What each failure means and what to do about it.
import type { NotWritableReason } from "@chatledger/export"
import { type FailureStrings, failuresIn } from "../failure.ts"
import { reason as why } from "./reasons.ts"

const tried = (tries: number) => (tries <= 1 ? "" : ` after ${tries} tries`)

const notWritten: Readonly<Record<NotWritableReason, string>> = {
  denied: "permission denied; choose a folder that you can write to",
  full: "the disk is full; free some space or choose another disk",
  "read-only": "the disk is read-only; choose another place",
  busy: "is it open in Excel? Close it and run again",
  "not-a-folder": "a part of its path is a file, not a folder",
  other: "the operating system refused"
}

const cannotListen: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use: choose another one, or 0 for any free port",
  EACCES: "permission denied: choose a port above 1023, or 0 for any free port",
  EADDRNOTAVAIL: "this computer does not have that address: use 127.0.0.1",
  ENOTFOUND: "there is no such host: use 127.0.0.1"
}

const sentences: FailureStrings = {
  ArchiveMissing: ({ path }) =>
    `there is no archive at ${path}: choose another with --archive, or create one with \`chatledger sync\` or \`chatledger import\``,
  ArchiveNotWritable: ({ path, reason }) => `${path} cannot be written: ${why(reason)}`,
  ArchiveUnreadable: ({ path, reason }) => `${path} cannot be read as an archive: ${why(reason)}`,
  BadReply: ({ idInstance, method, reason, tries }) =>
    `instance ${idInstance}: the reply of ${method} is unusable${tried(tries)}, ${why(reason)}; it was not saved`,
  CacheBusy: ({ path, reason }) =>
    `${path} is in use by another chatledger process (${why(reason)}): wait for it to end, or add --wait`,
  CacheDamaged: ({ path }) =>
    `the database ${path} was damaged and will be rebuilt from the snapshots: run the same command again`,
  CacheNotWritable: ({ path, reason }) => `the database ${path} cannot be written: ${why(reason)}`,
  DatasetUnusable: ({ path, reason }) => `the dataset ${path}: ${why(reason)}`,
  ObjectStoreFailed: ({ reason, url }) => `the bucket ${url}: ${why(reason)}`,
  EngineFailed: ({ reason, url }) => `the engine at ${url}: ${why(reason)}`,
  DatabaseFailed: ({ reason }) => `the database failed: ${why(reason)}`,
  ImportRefused: ({ reason, source }) => `${source}: ${why(reason)}`,
  InstanceStarting: ({ idInstance, tries }) =>
    `instance ${idInstance}: it is still starting (400)${tried(tries)}: try again in a few minutes`,
  InvalidExport: ({ reason }) => why(reason),
  KeyUnusable: ({ path, reason }) =>
    `the key file ${path} ${why(reason)}; create one with: openssl rand -hex 32 > ${path}`,
  LockHeld: ({ holder, path }) => `${path} is in use by ${holder}: wait until it is done`,
  NamesRefused: ({ path, reason }) => `the names in ${path}: ${why(reason)}`,
  NotAuthorised: ({ idInstance, method, status }) =>
    `instance ${idInstance}: ${method} ${status === undefined ? "cannot be called" : "was refused"}, its token is wrong${status === undefined ? "" : ` (${status})`}: copy apiTokenInstance from the console`,
  OutputExists: ({ path }) =>
    `${path} already exists and was not written by an earlier export, or has been changed since: move it, choose another place, or overwrite it with --force`,
  OutputNotWritable: ({ keptAt, path, reason }) =>
    `cannot write ${path}: ${notWritten[reason]}${keptAt === undefined ? "" : `. The new file was saved as ${keptAt}`}`,
  OutputOfAnother: ({ difference, path }) =>
    `${path} contains a different export: ${difference}. Choose another folder, or overwrite it with --force`,
  QueryFailed: ({ reason, table }) => `the query for ${table} failed: ${why(reason)}`,
  QueryRefused: ({ line, reason }) => `${why(reason)}${line === undefined ? "" : `\n${line}`}`,
  QueryStopped: ({ reason }) => why(reason),
  QuotaExceeded: ({ idInstance, method, status }) =>
    status === 469
      ? `instance ${idInstance}: ${method} was refused because of too many calls (469): try again in two hours`
      : `instance ${idInstance}: the monthly quota of calls is used up (466): change the tariff in the console, or wait for the next month`,
  RateLimited: ({ idInstance, method, status, tries }) =>
    `instance ${idInstance}: ${method} is called too often${status === 200 ? "" : " (429)"}${tried(tries)}: another program calls the same instance; try again later`,
  Redirected: ({ idInstance, method }) =>
    `instance ${idInstance}: ${method} was redirected, and redirects are not followed: set apiUrl to the final address`,
  Refused: ({ idInstance, method, status }) =>
    `instance ${idInstance}: ${method} failed, ${status === 404 ? "there is no such method at this apiUrl (404)" : `the service refuses it (status ${status ?? "unknown"})`}: compare apiUrl with the console`,
  ReplyTooLarge: ({ idInstance, maxBytes, method }) =>
    `instance ${idInstance}: the reply of ${method} is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB and was not saved: use a smaller --minutes`,
  RosterRefused: ({ path, reason }) => `the roster ${path}: ${why(reason)}`,
  ServerFailed: ({ code, host, port }) =>
    `the server cannot listen on ${host}:${port}: ${cannotListen[code] ?? `the system says ${code}`}`,
  SnapshotDamaged: ({ path, reason, snapshotId }) =>
    `${path} is damaged: ${snapshotId === undefined ? "" : `in snapshot ${snapshotId}, `}${why(reason)}; restore this file from a backup, or import the saved reply again`,
  Unavailable: ({ idInstance, method, reason, tries }) =>
    `instance ${idInstance}: ${method} failed${tried(tries)}, ${why(reason)}: try again later; if this persists, check the network and apiUrl`,
  UsageError: ({ reason }) => why(reason),
  WrongAddress: ({ idInstance }) =>
    `instance ${idInstance}: its apiUrl is not an address like https://1101.api.green-api.com: copy it from the console, without path and token`,
  WrongInstance: ({ idInstance, method }) =>
    `instance ${idInstance}: ${method} was refused, there is no such idInstance at this apiUrl (403): compare both with the console`
}

/** A failure as a sentence. */
export const failure = failuresIn(sentences)
