// Messages about a dataset in a bucket.
import type { bucket as english } from "../en/bucket.ts"

export const bucket: typeof english = {
  address: (place) => `${place} — не адрес бакета: укажите s3://БАКЕТ/ПАПКА`,
  credentials:
    "для s3:// нужны ключи: задайте AWS_ACCESS_KEY_ID и AWS_SECRET_ACCESS_KEY, а если бакет не в AWS — ещё AWS_ENDPOINT_URL_S3",
  endpoint: (variable) => `${variable} — не адрес вида http://localhost:9000 без пользователя и пароля`,
  cacheSize: (text) => `CHATLEDGER_DATASET_CACHE=${text} — не размер: укажите 800MB или 40GB`
}
