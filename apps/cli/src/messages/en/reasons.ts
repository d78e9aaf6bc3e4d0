import { type AllReasons, type ReasonStrings, reasonsIn } from "../reason.ts"
import { askReasons } from "./ask-reasons.ts"
import { callReasons } from "./call-reasons.ts"
import { ownFileReasons } from "./own-file-reasons.ts"
import { storeReasons } from "./store-reasons.ts"

const sentences: ReasonStrings<AllReasons> = {
  ...askReasons,
  ...callReasons,
  ...ownFileReasons,
  ...storeReasons,
  cache_disk: () => "the disk is full or read-only: make room and run the same command again",
  cache_in_use: () => "it is reading or loading",
  cache_loading: () => "it is loading",
  cache_shared: () => "it is somebody else's, or open to others: name a folder with --cache"
}

/** A reason as a part of a sentence. */
export const reason = reasonsIn(sentences)
