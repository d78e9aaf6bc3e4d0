import { type AllReasons, type ReasonStrings, reasonsIn } from "../reason.ts"
import { askReasons } from "./ask-reasons.ts"
import { bucketReasons } from "./bucket-reasons.ts"
import { callReasons } from "./call-reasons.ts"
import { datasetReasons } from "./dataset-reasons.ts"
import { engineReasons } from "./engine-reasons.ts"
import { ownFileReasons } from "./own-file-reasons.ts"
import { storeReasons } from "./store-reasons.ts"

const sentences: ReasonStrings<AllReasons> = {
  ...askReasons,
  ...bucketReasons,
  ...callReasons,
  ...datasetReasons,
  ...engineReasons,
  ...ownFileReasons,
  ...storeReasons,
  cache_disk: () => "the disk is full or read-only: free some space and run the same command again",
  cache_in_use: () => "it is reading or loading",
  cache_loading: () => "it is loading",
  cache_shared: () => "the folder belongs to another user or is accessible to others: choose one with --cache"
}

/** A reason as a part of a sentence. */
export const reason = reasonsIn(sentences)
