// The HTTP client of downloads: follows no redirects, decodes nothing, and connects only to allowed addresses.
import * as Context from "effect/Context"
import type { HttpClient } from "effect/http/HttpClient"

/** The client of downloads; it must refuse private addresses when it connects. */
export class MediaClient extends Context.Service<MediaClient, HttpClient>()(
  "@chatledger/archive/MediaClient"
) {}

/** Error code of a connection that was refused because the address is not public. */
export const PRIVATE_ADDRESS = "ERR_PRIVATE_ADDRESS"
