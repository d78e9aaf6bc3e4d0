// The GREEN-API methods of the server, and how a request names one.
//
// `/waInstance{idInstance}/{method}/{apiTokenInstance}`, with any extra slashes, and optionally after `/v3`, as MAX clients
// send it. Case is ignored: the vendor's own examples also write `LastIncomingMessages`.
// Source: https://green-api.com/en/docs/api/

/** The HTTP method of each API method; `HEAD` is accepted wherever `GET` is. */
export const verbs = {
  lastIncomingMessages: "GET",
  lastOutgoingMessages: "GET",
  lastIncomingCalls: "GET",
  lastOutgoingCalls: "GET",
  getStateInstance: "GET",
  getSettings: "GET",
  setSettings: "POST",
  getChatHistory: "POST",
  getMessage: "POST",
  getContacts: "GET",
  getChats: "GET",
  getGroupData: "POST",
  downloadFile: "POST",
  receiveNotification: "GET",
  deleteNotification: "DELETE"
} as const

/** A method that the server implements. */
export type Method = keyof typeof verbs

const methods = new Map<string, Method>(
  (Object.keys(verbs) as Array<Method>).map((method) => [method.toLowerCase(), method])
)

/** The parts of a request's address. */
export interface Address {
  readonly idInstance: string
  /** As sent. */
  readonly name: string
  /** Undefined if the name is unknown. */
  readonly method: Method | undefined
  readonly token: string
  /** The path after the token. */
  readonly rest: ReadonlyArray<string>
  readonly query: URLSearchParams
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The decoded parts of a path, and the query. */
export const placeOf = (target: string) => {
  const mark = target.indexOf("?")
  const path = mark < 0 ? target : target.slice(0, mark)
  return {
    path: path.split("/").filter(Boolean).map(decoded),
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1))
  }
}

/** Parses the target of a request, path and query; undefined if it is not an address of an instance. */
export const addressOf = (target: string): Address | undefined => {
  const { path, query } = placeOf(target)
  const [place = "", name, token, ...rest] = path[0]?.toLowerCase() === "v3" ? path.slice(1) : path
  const [, idInstance] = /^waInstance(.+)$/is.exec(place) ?? []
  if (idInstance === undefined || name === undefined || token === undefined) return undefined
  return { idInstance, name, method: methods.get(name.toLowerCase()), token, rest, query }
}
