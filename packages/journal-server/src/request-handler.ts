// Handles a request: checks the caller, the host name and the address, and passes it on.
//
// Never returns or logs the path of a request, since the token is in it.
import type * as Http from "node:http"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type Backend, minutesOf, type NextFault, refusedVerb, rightReply } from "./answer.ts"
import type { Call } from "./call.ts"
import { Exchange } from "./exchange.ts"
import { isCrossSite, isOwnHost } from "./host.ts"
import type { Instance } from "./instance.ts"
import { type Address, addressOf, placeOf } from "./methods.ts"
import { playFault } from "./play-fault.ts"
import { errorReply, noBody, type Reply } from "./reply.ts"
import { bodyOf } from "./request-body.ts"
import type { NotedRequest, RequestLog } from "./request-log.ts"

/** An authenticated request for a method that the server lacks: `/waInstance{idInstance}/{name}/{token}/{rest}`. */
export interface RouteRequest {
  readonly instanceId: string
  readonly verb: string
  readonly name: string
  readonly rest: ReadonlyArray<string>
  readonly query: URLSearchParams
  readonly headers: Http.IncomingHttpHeaders
  /** Journal time. */
  readonly at: Date
}

/** Implements more methods; undefined gives 404. The scope closes once the reply was sent. */
export type Routes = (request: RouteRequest) => Effect.Effect<Reply | undefined, never, Scope.Scope>

/** A request for anything but an instance. Not authenticated: check its token first. */
export interface PageRequest {
  readonly verb: string
  /** Decoded parts of the path. */
  readonly path: ReadonlyArray<string>
  readonly query: URLSearchParams
  readonly headers: Http.IncomingHttpHeaders
  /** Undefined if it is larger than 64 KiB. */
  readonly body: Effect.Effect<string | undefined>
}

/** Handles requests that are not for an instance; undefined gives 404. */
export type Pages = (request: PageRequest) => Effect.Effect<Reply | undefined, never, Scope.Scope>

/** The options of a request handler. */
interface RequestHandlerOptions {
  readonly instances: ReadonlyMap<string, Instance>
  readonly log: RequestLog
  readonly now: Effect.Effect<Date>
  readonly backend: Backend
  readonly nextFault: NextFault
  /** Undefined if any host name is allowed. */
  readonly hostNames: ReadonlyArray<string> | undefined
  readonly isPaced: boolean
  readonly hasCors: boolean
  readonly routes: Routes
  readonly pages: Pages
}

const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Date, Retry-After"
}
/** Prevents pages of other origins from using a response as an image, a script, or a frame. */
const guardHeaders = {
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff"
}
const preflightHeaders = {
  "access-control-allow-methods": "GET, HEAD, POST, DELETE",
  "access-control-allow-headers": "Content-Type",
  "access-control-max-age": "600"
}

/** Handles requests, also concurrently. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions

  constructor(options: RequestHandlerOptions) {
    this.#options = options
  }

  /** Answers a request correctly or with a fault. */
  readonly answer = Effect.fnUntraced(
    { self: this },
    function* (this: RequestHandler, request: Http.IncomingMessage, response: Http.ServerResponse) {
      const { log, now, hasCors } = this.#options
      const noted = log.add(yield* Clock.currentTimeMillis, request.method ?? "")
      const at = yield* now
      const headers = { date: at.toUTCString(), ...(hasCors ? corsHeaders : guardHeaders) }
      response.sendDate = false
      const exchange = new Exchange({ request, response, noted, headers })
      yield* Effect.suspend(() => this.#answered(exchange, noted, at)).pipe(
        Effect.catchDefect((defect) =>
          Effect.andThen(
            Effect.logError("a request could not be answered", defect),
            exchange.hasBegun ? exchange.reset : exchange.send(errorReply(500))
          )
        )
      )
    }
  )

  #answered(exchange: Exchange, noted: NotedRequest, at: Date): Effect.Effect<void> {
    const { instances, hostNames, hasCors } = this.#options
    const { request } = exchange
    const verb = request.method ?? ""
    if (hostNames !== undefined && !isOwnHost(request.headers.host, hostNames))
      return exchange.send(errorReply(421))
    if (!hasCors && isCrossSite(request.headers)) return exchange.send(errorReply(403))
    if (verb === "OPTIONS") return exchange.send(noBody(204, hasCors ? preflightHeaders : {}))
    const address = addressOf(request.url ?? "")
    if (address === undefined) return this.#page(exchange)
    const instance = instances.get(address.idInstance)
    if (instance === undefined) return exchange.send(errorReply(403))
    noted.instanceId = instance.idInstance
    noted.method = address.method
    noted.minutes = address.query.has("minutes") ? minutesOf(address.query) : undefined
    if (!instance.isToken(address.token)) return exchange.send(errorReply(401))
    return address.method === undefined
      ? this.#routed(exchange, instance, address, at)
      : this.#called(exchange, noted, { instance, method: address.method, address, at })
  }

  #called(exchange: Exchange, noted: NotedRequest, call: Omit<Call, "body">): Effect.Effect<void> {
    const { backend, nextFault, isPaced } = this.#options
    const { instance, method } = call
    const refused = refusedVerb(method, exchange.request.method ?? "")
    if (refused !== undefined) return exchange.send(refused)
    const reply = Effect.suspend(() => rightReply({ ...call, body: bodyOf(exchange.request) }, backend)).pipe(
      Effect.catch((error) => Effect.as(Effect.logError(error.message), errorReply(500)))
    )
    return Effect.flatMap(Clock.currentTimeMillis, (now) => {
      if (isPaced && !instance.keepsPace(method, now)) return exchange.send(errorReply(429))
      const fault = nextFault(instance.idInstance, method)
      noted.fault = fault?.kind
      return fault === undefined
        ? Effect.flatMap(reply, (right) => exchange.send(right))
        : playFault(exchange, fault, reply)
    })
  }

  #routed(exchange: Exchange, instance: Instance, address: Address, at: Date): Effect.Effect<void> {
    const { name, rest, query } = address
    const { method: verb = "", headers } = exchange.request
    const instanceId = instance.idInstance
    const reply = this.#options.routes({ instanceId, verb, name, rest, query, headers, at })
    return Effect.scoped(Effect.flatMap(reply, (made) => exchange.send(made ?? errorReply(404))))
  }

  #page(exchange: Exchange): Effect.Effect<void> {
    const { request } = exchange
    const { method: verb = "", headers } = request
    const place = placeOf(request.url ?? "")
    const reply = this.#options.pages({ verb, headers, ...place, body: bodyOf(request) })
    return Effect.scoped(Effect.flatMap(reply, (made) => exchange.send(made ?? errorReply(404))))
  }
}
