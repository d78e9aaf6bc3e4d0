// The service that the binary talks to in tests: the journal server on a free port, in the process of the test.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  type FaultRule,
  type InstanceOptions,
  type Journal,
  type JournalServer,
  type JournalServerOptions,
  type ScriptedState,
  type ServedRequest,
  scriptedJournal,
  serveJournal
} from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { onTestFinished } from "vitest"
import { text } from "./replies.ts"

export const token = "d75b3a66374942c5b3c019c698abc2067e151558acbd412345"
export const shop = "1101000001"
export const club = "1102000002"

export interface Service {
  readonly url: string
  readonly requests: () => ReadonlyArray<ServedRequest>
  /** Windows that a journal was asked for, in order. */
  readonly windows: (instanceId: string, method?: string) => ReadonlyArray<number | undefined>
  readonly change: (use: (server: JournalServer) => Effect.Effect<void>) => void
}

export interface ServiceOptions extends Omit<Partial<JournalServerOptions>, "instances" | "journal"> {
  readonly instances?: ReadonlyArray<string | (Partial<InstanceOptions> & { readonly idInstance: string })>
  readonly states?: ReadonlyArray<ScriptedState>
  /** Answers instead of the states. */
  readonly journal?: Journal
}

/** A message from a customer, seen from its time on. */
export const incoming = (
  instanceId: string,
  id: string,
  seconds: number,
  more: object = {}
): ScriptedState => ({
  instanceId,
  journal: "incoming",
  message: id,
  visibleFrom: seconds,
  record: { ...text(id, `text of ${id}`, seconds), ...more }
})

/** A message to a customer as it was from a moment on. */
export const outgoing = (
  instanceId: string,
  id: string,
  seconds: number,
  statusMessage: string,
  visibleFrom = seconds
): ScriptedState => {
  const { senderId, senderName, senderContactName, ...record } = text(id, `text of ${id}`, visibleFrom)
  return {
    instanceId,
    journal: "outgoing",
    message: id,
    visibleFrom,
    record: { ...record, type: "outgoing", statusMessage, sendByApi: false }
  }
}

/** Now, in UNIX seconds, so many seconds ago. */
export const ago = (seconds: number): number => Math.floor(Date.now() / 1000) - seconds

/** Serves until the test ends. */
export const served = async (options: ServiceOptions = {}): Promise<Service> => {
  const { instances = [shop], states = [], journal, ...more } = options
  const scope = Scope.makeUnsafe()
  onTestFinished(() => Effect.runPromise(Scope.close(scope, Exit.void)))
  const server = await Effect.runPromise(
    serveJournal({
      ...more,
      journal: journal ?? scriptedJournal(states),
      instances: instances.map((one) =>
        typeof one === "string"
          ? { idInstance: one, token: Redacted.make(token) }
          : { token: Redacted.make(token), ...one }
      )
    }).pipe(Effect.provideService(Scope.Scope, scope))
  )
  const requests = () => Effect.runSync(server.requests)
  return {
    url: server.url,
    requests,
    windows: (instanceId, method = "lastIncomingMessages") =>
      requests().flatMap((request) =>
        request.instanceId === instanceId && request.method === method ? [request.minutes] : []
      ),
    change: (use) => Effect.runSync(use(server))
  }
}

/** A journal that tells when it is asked, and answers when it is let. */
export const heldJournal = () => {
  let askedFor = () => {}
  let letGo = () => {}
  const asked = new Promise<void>((resolve) => {
    askedFor = resolve
  })
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const journal = {
    recordsAt: () => {
      askedFor()
      return Effect.as(
        Effect.promise(() => gate),
        []
      )
    }
  }
  return { journal, asked, letGo }
}

/** A fault at every request for an instance. */
export const always = (instanceId: string, fault: FaultRule["fault"]): FaultRule => ({
  instanceId,
  nth: "every",
  fault
})

/** The first request of each journal goes wrong. */
export const atFirst = (instanceId: string, fault: FaultRule["fault"]): ReadonlyArray<FaultRule> =>
  (["lastIncomingMessages", "lastOutgoingMessages"] as const).map((method) => ({ instanceId, method, fault }))

/** Writes the configuration of a folder: instances by id, with a token file for all. */
export const configure = (
  folder: string,
  url: string,
  ids: ReadonlyArray<string>,
  more: object = {}
): void => {
  writeFileSync(join(folder, "token"), `${token}\n`, { mode: 0o600 })
  const instances = ids.map((idInstance) => ({ idInstance, apiUrl: url, tokenFile: "token" }))
  writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ instances, ...more }))
}

/** The least time between two requests for the same instance and method, milliseconds. */
export const closest = (requests: ReadonlyArray<ServedRequest>): number => {
  const last = new Map<string, number>()
  let least = Number.POSITIVE_INFINITY
  for (const { instanceId, method, at } of requests) {
    const key = `${instanceId} ${method}`
    least = Math.min(least, at - (last.get(key) ?? Number.NEGATIVE_INFINITY))
    last.set(key, at)
  }
  return least
}
