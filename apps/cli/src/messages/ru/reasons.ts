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
  cache_disk: () => "диск заполнен или только для чтения: освободите место и повторите ту же команду",
  cache_in_use: () => "он читает или загружает",
  cache_loading: () => "он загружает",
  cache_shared: () =>
    "папка принадлежит другому пользователю или открыта для других: укажите другую через --cache"
}

export const reason = reasonsIn(sentences)
