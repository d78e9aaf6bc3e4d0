// The journal server: GREEN-API's journals over HTTP, from any `Journal`, with a fault script.
//
// Listens at 127.0.0.1 and a free port by default, and then only accepts host names of this machine, so that no web page
// can reach it through a name of its own. Pace and delays follow the Effect clock; journal time follows it too, until
// it is set. Gotcha: a set time stands still.
import { checkScope } from "@chatledger/core/internal"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { checkOptions } from "./check-options.ts"
import { type FaultRule, FaultScript } from "./faults.ts"
import { type FileOptions, Files } from "./files.ts"
import { isLoopback, shownHost } from "./host.ts"
import { Instance, type InstanceOptions, type StateInstance } from "./instance.ts"
import type { Journal } from "./journal.ts"
import { defaultLimits, type Limits, serving } from "./listener.ts"
import { NotificationQueue } from "./notification-queue.ts"
import { type Pages, RequestHandler, type Routes } from "./request-handler.ts"
import { RequestLog, type ServedRequest } from "./request-log.ts"
import type { ServerFailed } from "./server-failed.ts"
import type { Settings } from "./settings.ts"

/** The options of a journal server. */
export interface JournalServerOptions {
  readonly instances: ReadonlyArray<InstanceOptions>
  readonly journal: Journal
  /** Default 127.0.0.1: only this machine. */
  readonly host?: string
  /** Default 0: any free port. */
  readonly port?: number
  /** Additional accepted host names, while it listens only on this machine. */
  readonly hostNames?: ReadonlyArray<string>
  /** Journal time. Default: that of the Effect clock. */
  readonly now?: Date
  readonly faults?: ReadonlyArray<FaultRule>
  /** Refuses a second request within a second for the same instance and method. Default true. */
  readonly rateLimit?: boolean
  /** Delay until journals apply `setSettings`. Default 0; the vendor takes up to 5 minutes. */
  readonly settingsDelay?: Duration.Input
  /** Allows web pages to read the responses. Default false. */
  readonly cors?: boolean
  /** Additional methods, implemented by the caller. */
  readonly routes?: Routes
  /** Handles paths outside of instances, implemented by the caller. */
  readonly pages?: Pages
  /** Files of messages, under `/media`; without them downloadFile returns 404. */
  readonly files?: FileOptions
  /** Serves notification queues, empty at first; without them receiveNotification returns 404. Default false. */
  readonly notifications?: boolean
  /** Override `defaultLimits`. */
  readonly limits?: Partial<Limits>
}

/** A running server and its controls. */
export interface JournalServer {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  /** The last 10,000 requests. */
  readonly requests: Effect.Effect<ReadonlyArray<ServedRequest>>
  /** Journal time. */
  readonly now: Effect.Effect<Date>
  /** Stops journal time at a moment; undefined lets it follow the clock again. */
  readonly setNow: (now: Date | undefined) => Effect.Effect<void>
  /** Moves journal time, and stops it there. */
  readonly advance: (by: Duration.Input) => Effect.Effect<void>
  /** A link to the file of a message, as of journal time; undefined if it has none. */
  readonly linkTo: (
    idInstance: string,
    chatId: string,
    idMessage: string
  ) => Effect.Effect<string | undefined>
  /** Merges settings, effective at once. */
  readonly setSettings: (idInstance: string, settings: Settings) => Effect.Effect<void>
  readonly setState: (idInstance: string, state: StateInstance) => Effect.Effect<void>
  /** Number of calls of each method before 466, including those already made; undefined for unlimited. */
  readonly setQuota: (idInstance: string, quota: number | undefined) => Effect.Effect<void>
  /** Adds a notification, the body of a webhook, to the queue of an instance. */
  readonly notify: (idInstance: string, body: unknown) => Effect.Effect<void>
  /** Number of notifications in the queue of an instance. */
  readonly queued: (idInstance: string) => Effect.Effect<number>
  /** Replaces the fault script. */
  readonly setFaults: (rules: ReadonlyArray<FaultRule>) => Effect.Effect<void>
}

/**
 * Serves journals until the scope closes; then every connection ends at once.
 *
 * Fails with `ServerFailed` if it cannot listen there.
 *
 * @example
 * ```ts
 * import { scriptedJournal, serveJournal } from "@chatledger/journal-server"
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 *
 * const program = Effect.gen(function* () {
 *   const token = Redacted.make("secret")
 *   const instances = [{ idInstance: "1101000001", token }]
 *   const { url } = yield* serveJournal({ instances, journal: scriptedJournal([]) })
 *   const address = `${url}/waInstance1101000001/lastIncomingMessages/${Redacted.value(token)}`
 *   return yield* Effect.promise(async () => (await fetch(address)).text())
 * })
 *
 * console.log(await Effect.runPromise(Effect.scoped(program))) // []
 * ```
 */
export const serveJournal = Effect.fnUntraced(function* (
  options: JournalServerOptions
): Effect.fn.Return<JournalServer, ServerFailed, Scope.Scope> {
  yield* checkScope("serveJournal")
  checkOptions(options)
  const { host = "127.0.0.1", port = 0 } = options
  const instances = new Map(options.instances.map((one) => [one.idInstance, new Instance(one)]))
  const log = new RequestLog()
  let script = new FaultScript(options.faults ?? [])
  let stoppedAt = options.now
  const now = Effect.map(Clock.currentTimeMillis, (millis) => stoppedAt ?? new Date(millis))
  const files = options.files === undefined ? undefined : new Files(options.files)
  const queue = options.notifications === true ? new NotificationQueue() : undefined
  let url = ""
  const linkTo = (instanceId: string, chatId: string, idMessage: string, at: Date, isNew: boolean) => {
    const path = files?.linkAt(instanceId, chatId, idMessage, at, isNew)
    return path === undefined ? undefined : `${url}${path}`
  }
  const pages = options.pages ?? (() => Effect.undefined)
  const handler = new RequestHandler({
    instances,
    log,
    now,
    backend: {
      journal: options.journal,
      settingsDelay: Duration.toMillis(options.settingsDelay ?? 0),
      ...(queue === undefined ? {} : { queue }),
      ...(files === undefined
        ? {}
        : { linkTo: (instanceId, chatId, idMessage, at) => linkTo(instanceId, chatId, idMessage, at, true) })
    },
    nextFault: (instanceId, method) => script.next(instanceId, method),
    hostNames: isLoopback(host) ? (options.hostNames ?? []) : undefined,
    isPaced: options.rateLimit ?? true,
    hasCors: options.cors ?? false,
    routes: options.routes ?? (() => Effect.undefined),
    pages:
      files === undefined
        ? pages
        : (request) =>
            Effect.flatMap(now, (at) => files.page(request, at)).pipe(
              Effect.flatMap((reply) => (reply === undefined ? pages(request) : Effect.succeed(reply)))
            )
  })
  const limits = { ...defaultLimits, ...options.limits }
  const bound = yield* serving((request, response) => handler.answer(request, response), host, port, limits)
  url = `http://${shownHost(host)}:${bound}`
  const changing = (idInstance: string, change: (instance: Instance) => void) =>
    Effect.suspend(() => {
      const instance = instances.get(idInstance)
      if (instance === undefined) return Effect.die(new RangeError(`no such instance: ${idInstance}`))
      return Effect.sync(() => change(instance))
    })
  return {
    url,
    port: bound,
    requests: Effect.sync(() => log.all),
    now,
    setNow: (moment) =>
      Effect.sync(() => {
        stoppedAt = moment
      }),
    advance: (by) =>
      Effect.map(now, (moment) => {
        stoppedAt = new Date(moment.getTime() + Duration.toMillis(by))
      }),
    linkTo: (idInstance, chatId, idMessage) =>
      Effect.map(now, (at) => linkTo(idInstance, chatId, idMessage, at, false)),
    setSettings: (idInstance, settings) =>
      changing(idInstance, (instance) => instance.settings.save(settings, Number.NEGATIVE_INFINITY)),
    setState: (idInstance, state) =>
      changing(idInstance, (instance) => {
        instance.state = state
      }),
    setQuota: (idInstance, quota) =>
      changing(idInstance, (instance) => {
        instance.quota = quota ?? Number.POSITIVE_INFINITY
      }),
    notify: (idInstance, body) =>
      Effect.flatMap(now, (at) => queue?.add(idInstance, body, at) ?? Effect.void),
    queued: (idInstance) => Effect.sync(() => queue?.count(idInstance) ?? 0),
    setFaults: (rules) =>
      Effect.sync(() => {
        script = new FaultScript(rules)
      })
  }
})
