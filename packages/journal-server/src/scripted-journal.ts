// A journal from a script: every state of every message, and when it becomes visible.
//
// States may come in any order. A record is a JSON value, or a text that is sent unchanged.
import { InvalidArgument } from "@chatledger/core"
import * as Effect from "effect/Effect"
import type { Direction, Journal, JournalQuery } from "./journal.ts"
import { Observations } from "./observations.ts"

/** A message from a moment on. */
export interface ScriptedState<Record = unknown> {
  readonly instanceId: string
  readonly journal: Direction
  /** Identifies a message within an instance: its states replace each other. */
  readonly message: string | number
  /** UNIX seconds. */
  readonly visibleFrom: number
  /** True for a record of the journals of calls. */
  readonly isCall?: boolean
  /** A JSON value; a string is JSON text, and is sent unchanged. */
  readonly record: Record
}

/** How a script is presented. */
export interface ScriptOptions<Record> {
  /** The record as shown at a moment, in UNIX seconds, for renewed addresses. Default: unchanged. */
  readonly present?: (record: Record, requestedAt: number) => unknown
}

const textOf = (record: unknown): string => (typeof record === "string" ? record : JSON.stringify(record))

const fieldsOf = (record: unknown): { readonly timestamp?: unknown; readonly sendByApi?: unknown } => {
  const value: unknown = typeof record === "string" ? JSON.parse(record) : record
  return typeof value === "object" && value !== null ? value : {}
}

const secondsOf = (timestamp: unknown): number | undefined => {
  if (typeof timestamp === "string" && /^\d{1,12}$/.test(timestamp)) return Number(timestamp)
  return typeof timestamp === "number" ? timestamp : undefined
}

interface Script<Record> {
  readonly observations: Observations
  readonly records: Array<Record>
  readonly messages: Map<string | number, number>
}

/**
 * A journal of a list of states; a record text that is not JSON throws a `SyntaxError`.
 *
 * @example
 * ```ts
 * import { scriptedJournal } from "@chatledger/journal-server"
 *
 * const record = { typeMessage: "textMessage", idMessage: "A", chatId: "79990000001@c.us", timestamp: 1700000000 }
 * scriptedJournal([
 *   { instanceId: "1101000001", journal: "incoming", message: "A", visibleFrom: 1700000003, record }
 * ])
 * ```
 */
export const scriptedJournal = <Record>(
  states: Iterable<ScriptedState<Record>>,
  options: ScriptOptions<Record> = {}
): Journal => {
  if (typeof Object(states)[Symbol.iterator] !== "function")
    throw new InvalidArgument({
      call: "scriptedJournal",
      argument: "states",
      needs: "a list; an empty one is []"
    })
  const present = options.present ?? ((record: Record): unknown => record)
  const scripts = new Map<string, Script<Record>>()
  for (const state of [...states].sort((a, b) => a.visibleFrom - b.visibleFrom)) {
    const { instanceId, journal, message, visibleFrom, record, isCall = false } = state
    const key = `${instanceId} ${isCall}`
    const script: Script<Record> = scripts.get(key) ?? {
      observations: new Observations(),
      records: [],
      messages: new Map()
    }
    scripts.set(key, script)
    const number = script.messages.get(message) ?? script.messages.size
    script.messages.set(message, number)
    const { timestamp, sendByApi } = fieldsOf(record)
    script.records.push(record)
    script.observations.add({
      message: number,
      visibleFrom: visibleFrom * 1000,
      timestamp: secondsOf(timestamp),
      journal,
      isSentByApi: sendByApi === true
    })
  }
  const encoder = new TextEncoder()
  const at = (isCall: boolean) => (query: JournalQuery) =>
    Effect.sync(() => {
      const script = scripts.get(`${query.instanceId} ${isCall}`)
      if (script === undefined) return []
      const requestedAt = Math.floor(query.at.getTime() / 1000)
      return script.observations
        .at(query)
        .map((index) => encoder.encode(textOf(present(script.records[index] as Record, requestedAt))))
    })
  const hasCalls = [...scripts.keys()].some((key) => key.endsWith(" true"))
  return { recordsAt: at(false), ...(hasCalls ? { callsAt: at(true) } : {}) }
}
