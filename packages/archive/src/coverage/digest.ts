// A digest of snapshot ids in order.
import * as Crypto from "node:crypto"

/** A digest of snapshot ids in order. */
export const digestOf = (ids: ReadonlyArray<string>): string => Crypto.hash("sha1", ids.join("\n"))
