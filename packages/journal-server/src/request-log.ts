// A log of all requests, for tests and observers: time, target, and response.
//
// Never contains the token: only a known instance and a known method of the path are logged, since anything
// else may be a misplaced token. Keeps the last 10,000 requests.
import type { Method } from "./methods.ts"

/** A request and its response. */
export interface ServedRequest {
  /** Arrival time by the Effect clock, in milliseconds. */
  readonly at: number
  /** `GET`, `POST`, `HEAD`, `OPTIONS` and so on. */
  readonly verb: string
  /** Undefined if the server lacks it. */
  readonly instanceId: string | undefined
  /** Undefined if it is not one of the server's API methods. */
  readonly method: Method | undefined
  /** As requested; undefined if missing or invalid. */
  readonly minutes: number | undefined
  /** Undefined until a response is sent, or if none is. */
  readonly status: number | undefined
  /** Kind of the fault, if there was one. */
  readonly fault: string | undefined
}

type Noted = { -readonly [Name in keyof ServedRequest]: ServedRequest[Name] }

const LONGEST = 10_000

/** Grows with every request. */
export class RequestLog {
  readonly #requests: Array<Noted> = []

  /** Adds a request; its response is filled in later. */
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

/** A request in the log during its handling. */
export type NotedRequest = Noted
