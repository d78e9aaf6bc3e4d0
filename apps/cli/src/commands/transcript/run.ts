// `chatledger transcript`: queries the tables, and writes a file for every chat, each completely or not at all.
import * as NodePath from "node:path"
import { type Database, newestRequest } from "@chatledger/analytics"
import {
  pseudonymous,
  selectionOf,
  type TranscriptChat,
  type Transcripts,
  transcriptIndex,
  transcriptIndexName,
  transcripts,
  writeTranscripts
} from "@chatledger/analytics/internal"
import { openArchive } from "@chatledger/archive"
import { exportTexts } from "@chatledger/export"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { archivePath } from "../../configuration/archive-path.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { copyFiles, folderOf } from "../../media/copied-files.ts"
import { fileLanguage, strings } from "../../messages/strings.ts"
import { inFolder, objectionTo, originOf, otherSelection } from "../../output/export-folder.ts"
import { noteOwnFile } from "../../output/own-files.ts"
import { isStaleIn, listedChats, relativeAddress } from "../../output/transcript-folder.ts"
import { program, programText } from "../../program.ts"
import { chatsOf } from "../../tables/chats.ts"
import { noteEmpty } from "../../tables/empty-choice.ts"
import { warnOfUnknown } from "../../tables/instances.ts"
import { countAndTell } from "../../tables/naming.ts"
import { useTables } from "../../tables/open-tables.ts"
import { ownNamesIn } from "../../tables/own-names.ts"
import { noteZone } from "../../tables/period.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print } from "../../terminal/stdout.ts"
import { harmless } from "../../terminal/text.ts"
import type { TranscriptFlags } from "./command.ts"
import { type TranscriptPlan, transcriptPlan } from "./plan.ts"

/** DuckDB's memory limit while transcripts are written; larger sorts spill to disk. */
const MEMORY = "512MB"
const CHATS_SHOWN = 5

const messagesIn = (chats: ReadonlyArray<TranscriptChat>) =>
  chats.reduce((sum, { messages }) => sum + messages, 0)

/** The only chat, for a file or a pipe. */
const oneOf = ({ chats }: Transcripts, out: string) => {
  const [chat, ...others] = chats
  if (chat !== undefined && others.length === 0) return Effect.succeed(chat)
  const shown = chats.slice(0, CHATS_SHOWN).map(({ title }) => harmless(title))
  return Effect.fail(
    new WrongUsage({ reason: strings.transcripts.severalChats(out, shown.join(", "), chats.length) })
  )
}

const toTerminalOrPipe = (made: Transcripts) => {
  const write = (text: string) => print(isTerminal() ? harmless(text) : text)
  return writeTranscripts(made, false, () => Effect.succeed({ write, end: Effect.void }))
}

const toFile = Effect.fnUntraced(function* (made: Transcripts, out: string, given: TranscriptFlags) {
  const messages = yield* Messages
  const chat = yield* oneOf(made, out)
  const written = yield* writeTextFile(out, (write) =>
    writeTranscripts(made, false, () => Effect.succeed({ write, end: Effect.void }))
  )
  yield* noteOwnFile(given, out, written.sha256)
  yield* messages.clear
  yield* messages.note(
    strings.transcripts.file(out, strings.counted(chat.messages, "message"), written.bytes)
  )
})

const toFolder = Effect.fnUntraced(function* (
  made: Transcripts,
  archived: Database,
  selection: ReturnType<typeof selectionOf>,
  given: TranscriptFlags,
  plan: TranscriptPlan
) {
  const messages = yield* Messages
  const { chats } = made
  const directory = NodePath.resolve(plan.out)
  const hasIndex = chats.length > 1
  const index = { name: transcriptIndexName, format: "html", table: "chats", rows: chats.length } as const
  const files = chats.map(
    ({ entries, file }) => ({ name: file, format: plan.format, table: "messages", rows: entries }) as const
  )
  const from = yield* originOf(archived, selection, plan.pseudonyms)
  const listed = listedChats(chats)
  let replaced: string | undefined
  const options = {
    directory,
    files: hasIndex ? [...files, index] : files,
    createdAt: yield* newestRequest(archived),
    timeZone: plan.period.timeZone,
    program,
    source: { ...from.origin, transcripts: listed },
    force: given.force,
    objection: (...earlier: Parameters<NonNullable<Parameters<typeof exportTexts>[0]["objection"]>>) => {
      const objection = objectionTo(earlier[0], from, earlier[1])
      replaced ??= objection ?? otherSelection(earlier[0], from.origin)
      return objection
    },
    isStale: isStaleIn(listed)
  }
  const writing = exportTexts(options, (open) => {
    let done = 0
    const writeAll = writeTranscripts(made, hasIndex, (chat) => {
      done += 1
      return Effect.andThen(
        messages.progress(strings.transcripts.writing(done, chats.length)),
        open(chat.file)
      )
    })
    const writeIndex = Effect.flatMap(open(index.name), (sink) =>
      Effect.andThen(sink.write(transcriptIndex(made)), sink.end)
    )
    return hasIndex ? Effect.andThen(writeAll, writeIndex) : writeAll
  })
  yield* inFolder(directory, given.wait, writing)
  yield* messages.clear
  if (replaced !== undefined) yield* messages.warn(strings.exporting.replaced(plan.out, replaced))
  const first = hasIndex ? index.name : (chats[0]?.file ?? "")
  yield* messages.note(
    strings.transcripts.folder(
      strings.counted(chats.length, "chat"),
      strings.counted(messagesIn(chats), "message"),
      NodePath.join(plan.out, first)
    )
  )
})

/** Copied files as the transcripts lead to them. */
const localFiles = (plan: TranscriptPlan, folder: string, there: ReadonlySet<string>) => {
  const from = folderOf(plan)
  return (name: string) => {
    if (!there.has(name)) return undefined
    const href = relativeAddress(from, NodePath.join(folder, name))
    return { href, path: decodeURIComponent(href) }
  }
}

export const run = Effect.fnUntraced(function* (given: TranscriptFlags) {
  const messages = yield* Messages
  const plan = yield* transcriptPlan(given)
  const names = yield* ownNamesIn(given)
  const { from, timeZone, to } = plan.period
  yield* useTables(
    given,
    Effect.fnUntraced(function* (archived) {
      yield* noteZone(plan.period)
      yield* warnOfUnknown(archived, given.instance)
      yield* countAndTell(archived, plan.naming)
      const chat = yield* chatsOf(archived, given)
      const choice = { from, to, instance: given.instance, chat }
      if (!(yield* noteEmpty(archived, choice, timeZone))) return
      const selection = selectionOf({ instance: given.instance, chat: given.chat })
      yield* messages.progress(strings.transcripts.reading)
      const chosen =
        plan.pseudonyms === undefined
          ? { database: archived, tokens: { instance: given.instance, chat }, selection }
          : yield* Effect.map(
              pseudonymous(archived, plan.pseudonyms, { instance: given.instance, chat }),
              (made) => ({ ...made, selection: selectionOf(made.tokens) })
            )
      yield* chosen.database.run(`set memory_limit = '${MEMORY}'`)
      const folder = Option.getOrUndefined(Option.map(given.media, (path) => NodePath.resolve(path)))
      const there = new Set<string>()
      const made = yield* transcripts(chosen.database, {
        from,
        to,
        ...chosen.tokens,
        timeZone,
        thumbnails: given.thumbnails,
        ownNames: names,
        locale: fileLanguage,
        format: plan.format,
        program: programText,
        ...(folder === undefined ? {} : { localFile: localFiles(plan, folder, there) })
      })
      if (made.chats.length === 0) return yield* messages.note(strings.transcripts.nothing)
      if (plan.isFile) yield* oneOf(made, plan.out)
      if (folder !== undefined) {
        const archive = yield* openArchive(yield* archivePath(given))
        const copies = yield* copyFiles(archive, archived, choice, folder)
        for (const name of copies.there) there.add(name)
      }
      if (plan.out === "-") {
        yield* messages.clear
        return yield* toTerminalOrPipe(made)
      }
      yield* plan.isFile
        ? toFile(made, plan.out, given)
        : toFolder(made, archived, chosen.selection, given, plan)
    }, Effect.scoped)
  )
})
