// Transcripts: readable chats, one file each, made from the tables.
//
// All are streamed, chat by chat, so memory holds one block of messages regardless of their number.
// Gotcha: the files are written in the order of the chats, each finished before the next begins.
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Database } from "../engine/database.ts"
import { newestRequest } from "../export/table-export.ts"
import { calendarOf } from "./calendar.ts"
import { INDEX, namedChats, type TranscriptChat, type TranscriptOptions } from "./chat.ts"
import { openEntries, prepare } from "./facts.ts"
import type { Form, FormContext, TranscriptFormat } from "./form.ts"
import { indexHtml } from "./html/index-page.ts"
import { htmlForm } from "./html/transcript.ts"
import { markdownForm } from "./markdown.ts"
import { textForm } from "./plain-text.ts"
import { transcriptWords } from "./words.ts"

type OpenEntries = Effect.Success<ReturnType<typeof openEntries>>

const forms: Readonly<Record<TranscriptFormat, Form>> = { html: htmlForm, md: markdownForm, txt: textForm }

/** Prepares transcripts of the chats in a choice; empty if it contains nothing. Fails with `DatabaseFailed`. */
export const transcripts = Effect.fnUntraced(function* (database: Database, options: TranscriptOptions) {
  const words = transcriptWords[options.locale]
  const prepared = yield* prepare(database, { ...options, you: words.you })
  const chats = namedChats(prepared.chats, options)
  const newest = (yield* newestRequest(database)).toISOString().slice(0, 16).replace("T", " ")
  const madeBy = `${words.madeBy(options.program, newest)} · ${words.zone(options.timeZone)}`
  return { chats, prepared, madeBy, options, database }
})

export type Transcripts = Effect.Success<ReturnType<typeof transcripts>>

/** The page that lists the chats, as HTML. */
export const transcriptIndex = ({ chats, madeBy, options }: Transcripts): string =>
  indexHtml(chats, options.locale, madeBy)

/** The destination of one file. */
export interface TranscriptSink<E, R> {
  readonly write: (text: string) => Effect.Effect<void, E, R>
  readonly end: Effect.Effect<void, E, R>
}

/** Characters that are buffered before a write. */
const PIECE = 1 << 18

/** Runs one thing at a time, in order, while the caller goes on; what fails fails the next call, or `settled`. */
const inBackground = <E, R>() => {
  let running: Fiber.Fiber<void, E> | undefined
  const settled = Effect.suspend(() => (running === undefined ? Effect.void : Fiber.join(running)))
  const start = Effect.fnUntraced(function* (work: Effect.Effect<void, E, R>) {
    yield* settled
    running = yield* Effect.forkChild(work, { startImmediately: true })
  })
  return { start, settled }
}

/**
 * Writes all transcripts: `open` returns the destination of each chat, in turn. `hasIndex`: a page that lists the chats
 * is beside them. Fails with `DatabaseFailed`, and as the destinations do.
 */
export const writeTranscripts = Effect.fnUntraced(function* <E, R>(
  { chats, database, madeBy, options, prepared }: Transcripts,
  hasIndex: boolean,
  open: (chat: TranscriptChat) => Effect.Effect<TranscriptSink<E, R>, E, R>
) {
  const words = transcriptWords[options.locale]
  const shared = {
    locale: options.locale,
    calendar: calendarOf(options.locale),
    teller: { words, nameOf: prepared.nameOf, localFile: options.localFile },
    madeBy,
    index: hasIndex ? INDEX : undefined
  }
  const form = forms[options.format]
  const begun = (chat: TranscriptChat) =>
    Effect.map(open(chat), (sink) => {
      const context: FormContext = { ...shared, chat, title: chat.title, subtitle: chat.subtitle }
      const telling = form(context)
      return { sink, telling, held: telling.start }
    })
  const { settled, start } = inBackground<E, R>()
  let at = -1
  let current: Effect.Success<ReturnType<typeof begun>> | undefined
  const finish = Effect.suspend(() => {
    if (current === undefined) return Effect.void
    const { held, sink, telling } = current
    current = undefined
    return start(Effect.andThen(sink.write(held + telling.end()), sink.end))
  })
  const write = Effect.fnUntraced(function* ({ next }: OpenEntries) {
    for (let block = yield* next; block !== undefined; block = yield* next) {
      for (const [row, entry] of block.entries.entries()) {
        const number = block.chats[row] ?? 0
        if (number !== at) {
          yield* finish
          at = number
          const chat = chats[number]
          if (chat === undefined) return yield* Effect.die(new Error("an entry of no chat"))
          current = yield* begun(chat)
        }
        if (current === undefined) continue
        current.held += current.telling.entry(entry)
        if (current.held.length < PIECE) continue
        const { held, sink } = current
        current.held = ""
        yield* start(sink.write(held))
      }
    }
    yield* Effect.andThen(finish, settled)
  })
  yield* Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(restore(openEntries(database, prepared)), (entries) =>
      Effect.ensuring(restore(write(entries)), entries.close)
    )
  )
})
