// A reply of the directory as a snapshot: its content and its issues, in the same form as for other replies.
import * as Crypto from "node:crypto"
import type { BodyEnd, BodyReason, IssueCode } from "@chatledger/core"
import { type DirectoryReply, type FlawCode, readDirectoryReply } from "@chatledger/core/internal"
import type { DirectoryJournal } from "../facts.ts"
import { type PlacedIssue, ReplySummary } from "../reply-summary.ts"

/** A reply of the directory. */
export interface ReadDirectory {
  readonly reply: DirectoryReply
  readonly summary: ReplySummary
  /** sha256 of the body, 64 hexadecimal digits. */
  readonly sha256: string
}

const codes: Readonly<Record<FlawCode, { readonly code: IssueCode; readonly detail: string }>> = {
  html: { code: "not_json", detail: "the reply is a page (HTML)" },
  empty: { code: "directory_is_empty", detail: "the list is empty" },
  cut: { code: "reply_is_cut", detail: "the reply ends before its end" },
  not_json: { code: "not_json", detail: "the entry is not JSON" },
  not_object: { code: "not_an_object", detail: "the entry is not an object" },
  no_id: { code: "directory_without_id", detail: "the entry has no id, or one that can be none" },
  unnamed_group: { code: "directory_group_without_name", detail: "the name of the group is not told" }
}

/** The flaws of a reply as issues with positions. */
export const directoryIssues = ({ flaws }: DirectoryReply): ReadonlyArray<PlacedIssue> =>
  flaws.map(({ code, entry, member }) => {
    const { detail, ...issue } = codes[code]
    const place = member === undefined ? "" : `member ${member}: `
    return { position: entry - 1, ...issue, detail: `${place}${detail}`, raw: null }
  })

/** The summary of a reply; the records of a group are its members. */
export const summaryOf = (reply: DirectoryReply, journal: DirectoryJournal) => {
  const { entryCount, groups } = reply
  const summary = new ReplySummary()
  summary.format = "array"
  summary.replyCount = 1
  summary.recordCount =
    journal === "group" ? groups.reduce((sum, { members }) => sum + members.length, 0) : entryCount
  for (const { position, ...issue } of directoryIssues(reply)) summary.report(position, issue)
  return summary
}

/** Reads a body, even a damaged one. */
export const readDirectory = (body: Uint8Array, journal: DirectoryJournal): ReadDirectory => {
  const reply = readDirectoryReply(new TextDecoder().decode(body))
  return { reply, summary: summaryOf(reply, journal), sha256: Crypto.hash("sha256", body) }
}

/** True if a part of a list is missing. */
export const isCut = ({ flaws }: DirectoryReply): boolean => flaws.some(({ code }) => code === "cut")

/** Why a reply of the service is not stored; undefined if it is. */
const whyNone = (
  reply: DirectoryReply,
  { groupId }: { readonly groupId?: string }
): BodyReason | undefined => {
  const { entries, groupIds, flaws } = reply
  if (flaws.some(({ code }) => code === "html")) return { code: "is_html_page" }
  if (isCut(reply) && (groupId !== undefined || entries.length === 0)) return { code: "body_cut" }
  if (groupId === undefined || (groupIds.length === 1 && groupIds[0] === groupId)) return undefined
  return { code: "of_other_group" }
}

/** Reads a reply of the service: a list, possibly truncated, or the complete data of the requested group. */
export const wholeDirectory = (
  body: Uint8Array,
  journal: DirectoryJournal,
  request: { readonly groupId?: string } = {}
): BodyEnd<ReadDirectory> => {
  const read = readDirectory(body, journal)
  const flaw = whyNone(read.reply, request)
  return flaw === undefined ? { read } : { flaw }
}
