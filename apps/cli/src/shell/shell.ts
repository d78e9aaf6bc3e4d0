// `chatledger sql` on a terminal: statements in, answers out, until Ctrl-D.
//
// Queries run in the process of the sandbox. The shell survives everything: failures are reported in one line,
// Ctrl-C stops the query, a process that dies is replaced. Its output is escaped again.

import { DatabaseFailed, findStatistic, statisticQuery, statistics } from "@chatledger/analytics"
import { parametersIn } from "@chatledger/analytics/internal"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { atHome } from "../configuration/paths.ts"
import { failureMessage, WrongUsage } from "../failures/exit.ts"
import { helpStrings } from "../messages/strings.ts"
import { type DestinationFlags, destinationOf, QUERY } from "../output/destination.ts"
import { isBinary, type TextFormat } from "../output/format.ts"
import { reportFile } from "../output/written-note.ts"
import { program } from "../program.ts"
import { answerInSandbox } from "../sandbox/answer.ts"
import { sandboxParameters } from "../sandbox/parameters.ts"
import type { Names, Query } from "../sandbox/protocol.ts"
import type { SandboxOptions } from "../sandbox/sandbox.ts"
import { onOneHistoryLine, statementsOf } from "../sandbox/statement.ts"
import { type UserQueryFlags, userQuery } from "../sandbox/user-query.ts"
import type { TableFlags } from "../tables/open-tables.ts"
import { optionalInstant } from "../tables/period.ts"
import { choiceOf } from "../tables/statistic-choice.ts"
import { titleOf } from "../tables/statistic-help.ts"
import { Messages } from "../terminal/console.ts"
import { harmless } from "../terminal/text.ts"
import { schemaQuery, tablesQuery } from "./catalogue-query.ts"
import { completed, type Known } from "./completion.ts"
import { connectionOf } from "./connection.ts"
import { type DotCommand, dotCommandOf, helpText } from "./dot-command.ts"
import { addToHistory, historyPath, readHistory } from "./history.ts"
import { takeKeyboard } from "./keyboard.ts"
import { openLineEditor } from "./line-editor.ts"
import { SeenEnough } from "./pager.ts"
import { answer, type Question } from "./question.ts"
import { pagerOn, show, showProse } from "./screen.ts"

const IDLE_MILLIS = 60_000

interface ShellFlags extends TableFlags, DestinationFlags, UserQueryFlags {
  readonly tz: Option.Option<string>
  readonly history: boolean
}

export const runShell = Effect.fnUntraced(function* (
  flags: ShellFlags,
  options: Omit<SandboxOptions, "isMaterialized">
) {
  if (Object.keys(flags.param).length > 0) return yield* new WrongUsage({ reason: helpStrings.shell.params })
  const messages = yield* Messages
  const { timeZone, isUnsafe } = options
  yield* optionalInstant("as-of", flags.asOf, timeZone)
  const connection = yield* connectionOf(flags, { ...options, isMaterialized: false })
  yield* connection.worker
  const path = flags.history ? historyPath(process.env, process.platform) : undefined
  const history = path === undefined ? [] : yield* readHistory(path)

  const state: { mode: TextFormat; isTimed: boolean; last: Question | undefined; lines: Array<string> } = {
    mode: Option.getOrElse(
      Option.filter(flags.format, (format): format is TextFormat => !isBinary(format)),
      () => "table"
    ),
    isTimed: false,
    last: undefined,
    lines: []
  }

  let names: Names | undefined
  const context = yield* Effect.context<Effect.Services<typeof connection.worker>>()
  const known = Effect.gen(function* () {
    const worker = yield* connection.worker
    const event = yield* worker.ask({ kind: "names" })
    if (event.kind === "names") names = event.names
  })
  const complete = async (line: string) => {
    if (names === undefined) await Effect.runPromiseWith(context)(known)
    const nothing: Names = { tables: {}, functions: [], keywords: [] }
    const all: Known = { ...(names ?? nothing), statistics: statistics().map(({ name }) => name) }
    return completed(line, state.lines.join("\n"), all)
  }

  const keyboard = yield* takeKeyboard(process.stdin)
  const editor = yield* openLineEditor({ keyboard, output: process.stdout, history, complete })

  const tell = (cause: Cause.Cause<unknown>) => {
    const said = failureMessage(cause)
    if (said === undefined) return Effect.void
    const error = Cause.squash(cause)
    const isBroken = error instanceof DatabaseFailed && error.kind !== "statement"
    return Effect.andThen(messages.fail(said), isBroken ? connection.close : Effect.void)
  }

  const ask = (question: Question) => answer(connection, keyboard, question, state)

  const exported = Effect.fnUntraced(function* (file: string, force: boolean) {
    if (state.last === undefined) return yield* new WrongUsage({ reason: helpStrings.shell.nothingToExport })
    const out = yield* Effect.try({ try: () => atHome(file), catch: (error) => error as WrongUsage })
    const wanted = { ...flags, format: Option.none(), out: Option.some(out), force }
    const destination = yield* destinationOf(wanted, timeZone)
    const { name, query } = state.last
    yield* reportFile(flags, yield* answerInSandbox(flags, options, { name, ...query }, destination))
  })

  const statistic = Effect.fnUntraced(function* (name: string, param: Readonly<Record<string, string>>) {
    const found = yield* findStatistic(name)
    const none = {
      from: Option.none(),
      to: Option.none(),
      last: Option.none(),
      asOf: Option.none(),
      at: Option.none()
    }
    const chosen = { ...flags, ...none, instance: [], chat: [], param }
    const { parameters } = yield* choiceOf(found, chosen)
    const query = yield* statisticQuery(found, parameters)
    const question = { sql: query.sql, parameters: sandboxParameters(query.parameters) }
    state.last = { name, query: question, isOurs: true, isStatistic: true }
    yield* ask(state.last)
  })

  const list = () => {
    const all = statistics()
    const width = Math.max(...all.map(({ name }) => name.length))
    const page = pagerOn(keyboard)
    return page(all.map((each) => harmless(`${each.name.padEnd(width)}  ${titleOf(each)}\n`)).join(""))
  }

  const ours = (name: string, query: Query) => ask({ name, query, isOurs: true })

  const schema = Effect.fnUntraced(function* (table: string | undefined) {
    if (names === undefined) yield* known
    if (table !== undefined && names?.tables[table] === undefined)
      return yield* new WrongUsage({ reason: helpStrings.shell.noTable(table) })
    yield* ours("schema", schemaQuery(table))
  })

  const obey = (command: DotCommand) =>
    Effect.gen(function* () {
      switch (command.kind) {
        case "tables":
          return yield* ours("tables", { sql: tablesQuery, parameters: {} })
        case "schema":
          return yield* schema(command.table)
        case "stats":
          return command.name === undefined
            ? yield* list()
            : yield* statistic(command.name, command.parameters)
        case "mode":
          state.mode = command.mode
          return
        case "timer":
          state.isTimed = command.isOn
          return
        case "export":
          return yield* exported(command.file, command.force)
        case "help":
          return showProse(`${helpText()}\n`)
        case "wrong":
          return yield* new WrongUsage({ reason: command.reason })
        case "quit":
          return
      }
    })

  /** Runs an effect that Ctrl-C stops, and reports its failures. */
  const withCare = <A, E, R>(effect: Effect.Effect<A, E, R>) => {
    const cared = effect.pipe(
      Effect.catchIf(
        (error) => error instanceof SeenEnough,
        () => Effect.void
      ),
      Effect.catchCause((cause) => (Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause) : tell(cause))),
      Effect.as(true)
    )
    const stoppable = Effect.raceFirst(keyboard.stoppable(cared, editor.drop), editor.interrupted)
    return Effect.map(stoppable, (isDone) => {
      if (isDone !== true) show(`${helpStrings.shell.stopped}\n`)
      return isDone === true
    })
  }

  const remember = Effect.fnUntraced(function* (lines: number, text: string) {
    const entry = onOneHistoryLine(text)
    editor.remember(lines, entry)
    if (entry !== undefined && path !== undefined) yield* addToHistory(path, entry)
  })

  const [prompt, more] = isUnsafe ? ["unsafe> ", "   ...> "] : ["sql> ", "...> "]
  const idle = Effect.andThen(Effect.sleep(IDLE_MILLIS), Effect.andThen(connection.close, Effect.never))

  showProse(`${helpStrings.shell.welcome(program.version)}\n`)
  for (;;) {
    const input = yield* Effect.raceFirst(editor.next(state.lines.length === 0 ? prompt : more), idle)
    if (input.kind === "end") break
    if (input.kind === "interrupt") {
      editor.drop()
      state.lines = []
      show("^C\n")
      continue
    }
    const isFirst = state.lines.length === 0
    if (isFirst && input.text.trim() === "") continue
    if (isFirst && input.text.trimStart().startsWith(".")) {
      yield* remember(1, input.text.trim())
      const command = dotCommandOf(input.text)
      if (command.kind === "quit") return
      yield* withCare(obey(command))
      continue
    }
    state.lines.push(input.text)
    const { complete: statements, rest } = statementsOf(state.lines.join("\n"))
    if (statements.length === 0) {
      if (rest === "") state.lines = []
      continue
    }
    const typed = state.lines
    state.lines = rest === "" ? [] : [rest]
    yield* remember(typed.length, typed.join("\n"))
    for (const text of statements) {
      const given = parametersIn(text).includes("as_of") ? flags : { ...flags, asOf: Option.none() }
      state.last = { name: QUERY, query: yield* userQuery(given, text, timeZone), isOurs: false }
      if (!(yield* withCare(ask(state.last)))) break
    }
  }
  show("\n")
}, Effect.scoped)
