// What fetches files: an HTTP client that follows no redirect, decodes nothing, and connects only to addresses that it may.
import * as Context from "effect/Context"
import type { HttpClient } from "effect/http/HttpClient"

/** The client of downloads; the caller gives one that refuses private addresses when it connects. */
export class MediaClient extends Context.Service<MediaClient, HttpClient>()(
  "@chatledger/archive/MediaClient"
) {}

/** The code of an error of a connection that would have gone to an address that is no host's on the internet. */
export const PRIVATE_ADDRESS = "ERR_PRIVATE_ADDRESS"
