// Every request that came, for tests and for whoever watches: when, for what, and how it was answered.
//
// Never the token: of the path only an instance and a method that the server has are noted, since anything
// else may be a token at the wrong place. The last 10,000 are kept.
import type { Method } from "./methods.ts"

/** A request and its answer. */
export interface ServedRequest {
  /** Milliseconds of the Effect clock at which it came. */
  readonly at: number
  /** `GET`, `POST`, `HEAD`, `OPTIONS` and so on. */
  readonly verb: string
  /** Undefined if the server does not have it. */
  readonly instanceId: string | undefined
  /** Undefined if it is none of the vendor's that the server answers. */
  readonly method: Method | undefined
  /** As asked for; undefined if not, or not valid. */
  readonly minutes: number | undefined
  /** Undefined while nothing is sent, and if nothing ever is. */
  readonly status: number | undefined
  /** Kind of the fault that was played, if one was. */
  readonly fault: string | undefined
}

type Noted = { -readonly [Name in keyof ServedRequest]: ServedRequest[Name] }

const LONGEST = 10_000

/** Grows with every request. */
export class RequestLog {
  readonly #requests: Array<Noted> = []

  /** Notes a request; what is answered stays to be filled in. */
  add(at: number, verb: string): Noted {
    const request: Noted = {
      at,
      verb,
      instanceId: undefined,
      method: undefined,
      minutes: undefined,
      status: undefined,
      fault: undefined
    }
    this.#requests.push(request)
    if (this.#requests.length > LONGEST) this.#requests.shift()
    return request
  }

  get all(): ReadonlyArray<ServedRequest> {
    return this.#requests.map((request) => ({ ...request }))
  }
}

/** A request in the log, while it is answered. */
export type NotedRequest = Noted
