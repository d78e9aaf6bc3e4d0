// The answers of S3 that are XML: lists of objects and errors. Keys are percent-encoded, so no text holds markup.
//
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
import type { StoredObject } from "@chatledger/export"

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

const plain = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "")

/** The text of the first element with a name; empty without one. */
export const tagIn = (xml: string, name: string): string =>
  plain(new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "")

const decoded = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll("+", " "))
  } catch {
    return key
  }
}

/** A page of a list; `next` is the token of the next page. */
export const objectsIn = (
  xml: string
): { readonly objects: ReadonlyArray<StoredObject>; readonly next: string | undefined } => {
  const isEncoded = tagIn(xml, "EncodingType") === "url"
  const objects = xml
    .split("<Contents>")
    .slice(1)
    .map((text) => {
      const key = tagIn(text, "Key")
      return {
        key: isEncoded ? decoded(key) : key,
        bytes: Number(tagIn(text, "Size")),
        modified: Date.parse(tagIn(text, "LastModified"))
      }
    })
  const next = tagIn(xml, "IsTruncated") === "true" ? tagIn(xml, "NextContinuationToken") : ""
  return { objects, next: next === "" ? undefined : next }
}
