// Whether a body is the file that was promised: its type, as the message and the reply tell it, and its first bytes.
//
// A page or a message of an error in place of a picture is none. What a file otherwise is stays open: it is kept as it came,
// and nothing opens it.

/** First bytes that are looked at. */
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

/** A `Content-Type` as it is kept: what looks like one, without parameters; null for anything else. */
export const keptType = (type: string | undefined): string | null => {
  const found = essence(type ?? null)
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(found) ? found : null
}

/** True for a page, or the message of an error, where the message promised another file. */
export const isOtherType = (promised: string | null, told: string | null, head: Uint8Array): boolean => {
  if (isMarkup(essence(promised))) return false
  const isAnyDocument = promised === null || essence(promised).startsWith("text/")
  return (isMarkup(essence(told)) && !isAnyDocument) || startsAsPage(head)
}
