// Checks whether a body is the promised file, by the types in the message and the reply, and its first bytes.
//
// A web page or error message instead of an image is refused. Everything else is stored as received, and never
// opened.

/** Number of first bytes to check. */
export const HEAD_BYTES = 512

const essence = (type: string | null): string => (type ?? "").split(";")[0]?.trim().toLowerCase() ?? ""

const isMarkup = (type: string): boolean =>
  /^(?:text\/html|application\/xhtml\+xml|application\/(?:problem\+)?json|(?:text|application)\/xml)$/.test(
    type
  )

const startsAsPage = (head: Uint8Array): boolean => {
  const text = new TextDecoder("latin1")
    .decode(head)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
  return /^<(?:!doctype\s+html|html|head|body|script)\b/i.test(text) || /^<\?xml[^>]*>\s*<Error>/.test(text)
}

/** A `Content-Type` without parameters; null if it is invalid. */
export const keptType = (type: string | undefined): string | null => {
  const found = essence(type ?? null)
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(found) ? found : null
}

/** True for a page or an error message where the message promised another file. */
export const isOtherType = (
  promised: string | null,
  contentType: string | null,
  head: Uint8Array
): boolean => {
  if (isMarkup(essence(promised))) return false
  const isAnyDocument = promised === null || essence(promised).startsWith("text/")
  return (isMarkup(essence(contentType)) && !isAnyDocument) || startsAsPage(head)
}
