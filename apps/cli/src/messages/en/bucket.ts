// Messages about a dataset in a bucket.
export const bucket = {
  address: (place: string) => `${place} is not the address of a bucket: use s3://BUCKET/FOLDER`,
  credentials:
    "s3:// needs credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL_S3 if the bucket is not at AWS",
  endpoint: (variable: string) =>
    `${variable} is not an address such as http://localhost:9000, without user and password`,
  cacheSize: (text: string) => `CHATLEDGER_DATASET_CACHE=${text} is not a size: use 800MB or 40GB`
}
