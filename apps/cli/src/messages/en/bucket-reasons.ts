// Why an object store could not be used.
import type { ObjectStoreReasons } from "@chatledger/export"
import type { ReasonStrings } from "../reason.ts"

export const bucketReasons: ReasonStrings<ObjectStoreReasons> = {
  store_away: ({ why }) =>
    `it cannot be reached (${why}): check AWS_ENDPOINT_URL_S3 and the network; nothing incomplete is visible, run the command again`,
  store_bucket_missing: ({ bucket }) =>
    `there is no bucket ${bucket}: create it, or correct the address or AWS_ENDPOINT_URL_S3`,
  store_cache: () => "its local copy cannot be written: check CHATLEDGER_CACHE and the free space",
  store_denied: ({ text }) =>
    `access is denied (${text}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, the clock, and the rights to list, read, write and delete`,
  store_other: ({ status, text }) =>
    `it answered ${status} ${text}: check AWS_ENDPOINT_URL_S3 and AWS_REGION`,
  store_over_cache: ({ bytes, most }) =>
    `the query needs ${Math.ceil(bytes / 1024 ** 2)} MB of files, and CHATLEDGER_DATASET_CACHE allows ${Math.floor(most / 1024 ** 2)} MB: raise it, or divide the instances with --shard`,
  store_without_conditions: () =>
    "it does not support conditional writes (If-None-Match), so two exports would overwrite each other: use another service, or export to a folder and copy it"
}
