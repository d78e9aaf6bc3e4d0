// `--media DIR` of exports and transcripts: copies the files of the selected messages, with names that are valid on every system.
//
// A name consists of the hash and the type, never of a sender's text; the table `media_files` lists it with the message.
// Existing files stay, so a second export copies only new ones; if the export fails, the new ones are removed again. If the
// file system supports it, a copy takes no space.
import { constants } from "node:fs"
import * as Fs from "node:fs/promises"
import * as NodePath from "node:path"
import type { Choice, Database } from "@chatledger/analytics"
import { chosenMessages, isKeptFile } from "@chatledger/analytics/internal"
import { type Archive, mediaPath } from "@chatledger/archive"
import { systemReason } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { leaveIncomplete } from "../failures/incomplete.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { FileNotWritten } from "../terminal/stdout.ts"

const codeOf = (error: unknown): string => String(Reflect.get(Object(error), "code") ?? "EIO")

const notWritten = (path: string, error: unknown) =>
  new FileNotWritten({ path, reason: strings.reason(systemReason(codeOf(error))) })

/** What is found, or undefined if there is none; other errors are thrown. */
const ifThere = <A>(found: Promise<A>): Promise<A | undefined> =>
  found.catch((error) => {
    if (codeOf(error) === "ENOENT") return undefined
    throw error
  })

/** Copies a file; returns false if the archive does not have it. `onNew` is called with a file that was not there before. */
const copied = Effect.fnUntraced(function* (from: string, to: string, onNew: (path: string) => void) {
  const copy = async (): Promise<boolean> => {
    const source = await ifThere(Fs.stat(from))
    if (source === undefined) return false
    const there = await ifThere(Fs.lstat(to))
    if (there?.isFile() && there.size === source.size) return true
    const temporary = `${to}.tmp-${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`
    try {
      await Fs.copyFile(from, temporary, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
      if (there === undefined) onNew(to)
      await Fs.rename(temporary, to)
    } finally {
      await Fs.rm(temporary, { force: true })
    }
    return true
  }
  return yield* Effect.tryPromise({
    try: copy,
    catch: (error) => notWritten(to, error)
  })
})

const SIDE_BY_SIDE = 4

/** Removes new copies, and their folder if it is new and empty; what cannot be removed stays. */
const remove = (paths: ReadonlySet<string>, folder: string | undefined) =>
  Effect.promise(async () => {
    for (const path of paths) await Fs.rm(path, { force: true }).catch(() => undefined)
    if (folder !== undefined) await Fs.rmdir(folder).catch(() => undefined)
  })

/** Says how to download files, if the selection has any. */
const noteUnfetched = Effect.fnUntraced(function* (database: Database, choice: Choice) {
  const [found] = yield* database.rows(
    `select count(*) as files from media semi join (${chosenMessages(choice)}) using (instance_id, chat_id, message_id)`
  )
  const count = Number(found?.["files"])
  if (count > 0) yield* (yield* Messages).note(strings.media.unfetched(count))
})

/** Copies the files of a choice into a folder, and reports missing ones. If the scope fails, new copies are removed. */
export const copyFiles = Effect.fnUntraced(function* (
  archive: Archive,
  database: Database,
  choice: Choice,
  folder: string
) {
  const messages = yield* Messages
  const made = yield* Effect.tryPromise({
    try: () => Fs.mkdir(folder, { recursive: true, mode: 0o700 }),
    catch: (error) =>
      codeOf(error) === "EEXIST"
        ? new FileNotWritten({ path: folder, reason: strings.media.notAFolder })
        : notWritten(folder, error)
  })
  const fresh = new Set<string>()
  yield* Effect.addFinalizer((exit) =>
    Exit.isSuccess(exit) ? Effect.void : remove(fresh, made === undefined ? undefined : folder)
  )
  const rows = yield* database.rows(`
    with chosen as (${chosenMessages(choice)}),
    quoted as (
      select q.instance_id, q.chat_id, q.quoted_message_id as message_id
      from quotes as q
      semi join chosen as c using (instance_id, chat_id, message_id)
    )
    select distinct f.sha256, f.file
    from media_files as f
    semi join (
      select instance_id, chat_id, message_id from chosen
      union all
      from quoted
    ) as c using (instance_id, chat_id, message_id)
    where ${isKeptFile("f")}
    order by f.file`)
  const results = yield* Effect.forEach(
    rows,
    Effect.fnUntraced(function* ({ file, sha256 }, index) {
      yield* messages.progress(strings.media.copying(index + 1, rows.length))
      const name = String(file)
      const isThere = yield* copied(
        yield* mediaPath(archive, String(sha256)),
        NodePath.join(folder, name),
        (path) => fresh.add(path)
      )
      return { name, isThere }
    }),
    { concurrency: SIDE_BY_SIDE }
  )
  yield* messages.clear
  const namesOf = (wanted: boolean): ReadonlySet<string> =>
    new Set(results.flatMap(({ isThere, name }) => (isThere === wanted ? [name] : [])))
  const found = { there: namesOf(true), missing: namesOf(false) }
  yield* messages.note(strings.media.copied(found.there.size, folder))
  if (rows.length === 0) yield* noteUnfetched(database, choice)
  if (found.missing.size === 0) return found
  leaveIncomplete()
  yield* messages.warn(strings.media.notThere(found.missing.size), "media_missing")
  return found
})

interface Place {
  readonly out: string
  readonly isFile: boolean
}

/** The folder from which what is written leads to copies; of a pipe, the current one. */
export const folderOf = ({ isFile, out }: Place): string =>
  NodePath.resolve(out === "-" ? "." : isFile ? NodePath.dirname(out) : out)
