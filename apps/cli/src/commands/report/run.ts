// `chatledger report`: queries the tables, and writes the file completely or not at all.

import * as NodePath from "node:path"
import { type Choice, type Database, reportHtml } from "@chatledger/analytics"
import { isReport } from "@chatledger/analytics/internal"
import { openArchive } from "@chatledger/archive"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { archivePath } from "../../configuration/archive-path.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { copyFiles, folderOf } from "../../media/copied-files.ts"
import { fileLanguage, strings } from "../../messages/strings.ts"
import { checkPath } from "../../output/destination.ts"
import { shareText } from "../../output/progress-share.ts"
import { relativeAddress, transcriptLinks } from "../../output/transcript-folder.ts"
import { programText } from "../../program.ts"
import { chatsOf } from "../../tables/chats.ts"
import { noteEmpty } from "../../tables/empty-choice.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { countAndTell, namingIn } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import { noteZone, periodOf } from "../../tables/period.ts"
import { Messages } from "../../terminal/console.ts"
import { print } from "../../terminal/stdout.ts"
import type { ReportFlags } from "./command.ts"

const otherEndings = /\.(pdf|docx?|xlsx?|csv|json|md|txt|zip)$/i

const DEFAULT_FILE = "./chatledger-report.html"
const DEFAULT_FOLDER = "chatledger-transcripts"
/** Bytes of a file that show whether it is a report. */
const HEAD_BYTES = 1024

/** True for a file that an earlier report wrote. */
const isOwn = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const head = new Uint8Array(HEAD_BYTES)
  const read = Effect.flatMap(fs.open(path), (file) => file.read(head))
  const isRead = yield* Effect.option(Effect.scoped(read))
  return Option.isSome(isRead) && isReport(new TextDecoder().decode(head))
})

/** The transcripts that chats link to: in the given folder, otherwise in the default one beside the report. */
const linksOf = Effect.fnUntraced(function* ({ shareSafe, transcripts }: ReportFlags, path: string) {
  if (shareSafe) return []
  if (path === "-" && Option.isNone(transcripts)) return []
  const from = path === "-" ? undefined : NodePath.resolve(NodePath.dirname(path))
  const folder = Option.getOrElse(transcripts, () => NodePath.join(from ?? "", DEFAULT_FOLDER))
  const links = (yield* transcriptLinks(folder)) ?? []
  if (links.length === 0 && Option.isSome(transcripts))
    return yield* new WrongUsage({ reason: strings.search.noTranscripts(folder) })
  return links.map((link) => ({
    ...link,
    url: from === undefined ? link.url : relativeAddress(from, link.path)
  }))
})

/** Copies the files of the choice, and says where the report finds them; nothing without `--media`. */
const copiesOf = Effect.fnUntraced(function* (
  given: ReportFlags,
  path: string,
  database: Database,
  choice: Choice
) {
  if (Option.isNone(given.media)) return {}
  const folder = NodePath.resolve(given.media.value)
  const archive = yield* openArchive(yield* archivePath(given))
  const { there } = yield* copyFiles(archive, database, choice, folder)
  const from = folderOf({ out: path, isFile: true })
  const copyOf = (name: string) =>
    there.has(name) ? relativeAddress(from, NodePath.join(folder, name)) : undefined
  return { copyOf }
})

export const run = Effect.fnUntraced(function* (given: ReportFlags) {
  const messages = yield* Messages
  const period = yield* periodOf(given)
  if (Option.isSome(given.media) && given.shareSafe)
    return yield* new WrongUsage({ reason: strings.media.withShareSafe })
  const path = Option.getOrElse(given.out, () => DEFAULT_FILE)
  if (otherEndings.test(path)) return yield* new WrongUsage({ reason: strings.exporting.reportEnding(path) })
  if (path !== "-") yield* checkPath(path, given.force ? Effect.succeed(true) : isOwn(path))
  const links = yield* linksOf(given, path)
  const naming = yield* namingIn(given)
  const { from, to, timeZone } = period
  const html = yield* useTables(
    given,
    Effect.fnUntraced(function* (database) {
      yield* noteZone(period)
      yield* warnOfUnknown(database, given.instance)
      yield* countAndTell(database, naming)
      const chat = yield* chatsOf(database, given)
      const choice = { from, to, instance: given.instance, chat }
      yield* noteEmpty(database, choice, timeZone)
      const copyOf = yield* copiesOf(given, path, database, choice)
      const since = performance.now()
      const onProgress = (done: number, total: number) =>
        messages.progress(strings.exporting.counting + shareText(done, total, performance.now() - since))
      return yield* reportHtml(database, {
        ...choice,
        ...copyOf,
        timeZone,
        locale: fileLanguage,
        isShareSafe: given.shareSafe,
        program: programText,
        transcripts: links,
        onProgress
      })
    })
  )
  yield* messages.clear
  if (path === "-") return yield* print(html)
  const { bytes } = yield* writeTextFile(path, (write) => write(html))
  yield* messages.note(strings.exporting.report(path, bytes))
}, Effect.scoped)
