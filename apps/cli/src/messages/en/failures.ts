// What a failure says, and what to do about it.
import type { NotWritableReason } from "@chatledger/export"
import { type FailureStrings, failuresIn } from "../failure.ts"
import { reason as why } from "./reasons.ts"

const tried = (tries: number) => (tries <= 1 ? "" : ` after ${tries} tries`)

const notWritten: Readonly<Record<NotWritableReason, string>> = {
  denied: "permission is missing; choose a folder you may write to",
  full: "the disk is full; make room or choose another disk",
  "read-only": "the disk is read-only; choose another place",
  busy: "is it open in Excel? Close it and run again",
  "not-a-folder": "a part of its path is a file, not a folder",
  other: "the operating system refused"
}

const cannotListen: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use: name another one, or 0 for any that is free",
  EACCES: "no permission: take a port above 1023, or 0 for any that is free",
  EADDRNOTAVAIL: "this machine does not have that address: take 127.0.0.1",
  ENOTFOUND: "there is no such host: take 127.0.0.1"
}

const sentences: FailureStrings = {
  ArchiveMissing: ({ path }) =>
    `there is no archive at ${path}: name another with --archive, or make one with \`chatledger import\``,
  ArchiveNotWritable: ({ path, reason }) => `${path} cannot be written: ${why(reason)}`,
  ArchiveUnreadable: ({ path, reason }) => `${path} cannot be read as an archive: ${why(reason)}`,
  BadReply: ({ idInstance, method, reason, tries }) =>
    `instance ${idInstance}: the reply of ${method} is unusable${tried(tries)}, ${why(reason)}; nothing of it was kept`,
  CacheBusy: ({ path, reason }) =>
    `${path} is in use by another chatledger (${why(reason)}): wait for it to end, or add --wait`,
  CacheDamaged: ({ path }) =>
    `the cache ${path} was damaged, and is made anew from the snapshots: run the same command again`,
  CacheNotWritable: ({ path, reason }) => `the cache ${path} cannot be written: ${why(reason)}`,
  DatabaseFailed: ({ reason }) => `the database failed: ${why(reason)}`,
  ImportRefused: ({ reason, source }) => `${source}: ${why(reason)}`,
  InstanceStarting: ({ idInstance, tries }) =>
    `instance ${idInstance}: it is still starting (400)${tried(tries)}: try again in some minutes`,
  InvalidExport: ({ reason }) => why(reason),
  KeyUnusable: ({ path, reason }) =>
    `the key file ${path} ${why(reason)}; one is made by: openssl rand -hex 32 > ${path}`,
  LockHeld: ({ holder, path }) => `${path} is held by ${holder}: wait until it is done`,
  NamesRefused: ({ path, reason }) => `the names in ${path}: ${why(reason)}`,
  NotAuthorised: ({ idInstance, method, status }) =>
    `instance ${idInstance}: ${method} ${status === undefined ? "cannot be asked" : "was refused"}, its token is wrong${status === undefined ? "" : ` (${status})`}: copy apiTokenInstance from the console`,
  OutputExists: ({ path }) =>
    `${path} is already there, and was not written by an earlier export or has been changed since: move it away, choose another place, or force its replacement (--force)`,
  OutputNotWritable: ({ keptAt, path, reason }) =>
    `cannot write ${path}: ${notWritten[reason]}${keptAt === undefined ? "" : `. The new file was kept as ${keptAt}`}`,
  OutputOfAnother: ({ difference, path }) =>
    `${path} holds an export of something else: ${difference}. Choose another folder, or force its replacement (--force)`,
  QueryFailed: ({ reason, table }) => `the query of ${table} failed: ${why(reason)}`,
  QueryRefused: ({ line, reason }) => `${why(reason)}${line === undefined ? "" : `\n${line}`}`,
  QueryStopped: ({ reason }) => why(reason),
  QuotaExceeded: ({ idInstance, method, status }) =>
    status === 469
      ? `instance ${idInstance}: ${method} is refused, too much was asked for (469): try again in two hours`
      : `instance ${idInstance}: the monthly quota of calls is used up (466): change the tariff in the console, or wait for the next month`,
  RateLimited: ({ idInstance, method, status, tries }) =>
    `instance ${idInstance}: ${method} is asked too often${status === 200 ? "" : " (429)"}${tried(tries)}: something else asks for the same instance; try again later`,
  Redirected: ({ idInstance, method }) =>
    `instance ${idInstance}: ${method} was answered with a redirect, which is never followed: set apiUrl to the final address`,
  Refused: ({ idInstance, method, status }) =>
    `instance ${idInstance}: ${method} failed, ${status === 404 ? "there is no such method at this apiUrl (404)" : `the service refuses it (status ${status ?? "unknown"})`}: compare apiUrl with the console`,
  ReplyTooLarge: ({ idInstance, maxBytes, method }) =>
    `instance ${idInstance}: the reply of ${method} is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB, and nothing of it was kept: ask for fewer minutes`,
  RosterRefused: ({ path, reason }) => `the roster ${path}: ${why(reason)}`,
  ServerFailed: ({ code, host, port }) =>
    `the journal server cannot listen at ${host}:${port}: ${cannotListen[code] ?? `the system says ${code}`}`,
  SnapshotDamaged: ({ path, reason, snapshotId }) =>
    `${path} is damaged: ${snapshotId === undefined ? "" : `in snapshot ${snapshotId}, `}${why(reason)}; restore this file from a backup, or import the saved reply again`,
  Unavailable: ({ idInstance, method, reason, tries }) =>
    `instance ${idInstance}: ${method} failed${tried(tries)}, ${why(reason)}: try again later, and check network and apiUrl if it stays`,
  UsageError: ({ reason }) => why(reason),
  WrongAddress: ({ idInstance }) =>
    `instance ${idInstance}: its apiUrl is no address like https://1101.api.green-api.com: copy it from the console, without path and token`,
  WrongInstance: ({ idInstance, method }) =>
    `instance ${idInstance}: ${method} was refused, there is no such idInstance at this apiUrl (403): compare both with the console`
}

/** A failure as a sentence. */
export const failure = failuresIn(sentences)
