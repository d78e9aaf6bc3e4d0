// Why an object store could not be used.
import type { ObjectStoreReasons } from "@chatledger/export"
import type { ReasonStrings } from "../reason.ts"

export const bucketReasons: ReasonStrings<ObjectStoreReasons> = {
  store_away: ({ why }) =>
    `хранилище недоступно (${why}): проверьте AWS_ENDPOINT_URL_S3 и сеть; незавершённого в нём не видно, повторите команду`,
  store_bucket_missing: ({ bucket }) =>
    `нет бакета ${bucket}: создайте его или исправьте адрес или AWS_ENDPOINT_URL_S3`,
  store_cache: () => "не записывается его копия на диске: проверьте CHATLEDGER_CACHE и свободное место",
  store_denied: ({ text }) =>
    `доступ запрещён (${text}): проверьте AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, часы и права на список, чтение, запись и удаление`,
  store_other: ({ status, text }) =>
    `хранилище ответило ${status} ${text}: проверьте AWS_ENDPOINT_URL_S3 и AWS_REGION`,
  store_over_cache: ({ bytes, most }) =>
    `запросу нужно ${Math.ceil(bytes / 1024 ** 2)} МБ файлов, а CHATLEDGER_DATASET_CACHE разрешает ${Math.floor(most / 1024 ** 2)} МБ: увеличьте его или разделите инстансы через --shard`,
  store_without_conditions: () =>
    "хранилище не поддерживает условную запись (If-None-Match), и две выгрузки затёрли бы друг друга: возьмите другое хранилище или выгрузите в папку и скопируйте её"
}
