// Finds chat ids in bytes and names that are not read as messages: plain, in JSON escapes, in
// duplicate fields, or in the name of a saved file.

const ESCAPES = 3
const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16))
  )

/** True if the bytes contain one of the ids, plain, with JSON escapes, or escaped again as JSON within JSON. */
export const isWrittenIn = (bytes: Buffer, chatIds: ReadonlyArray<string>): boolean => {
  if (chatIds.some((id) => bytes.includes(id))) return true
  if (!bytes.includes("\\")) return false
  let text = bytes.toString("utf8")
  for (let round = 0; round < ESCAPES && text.includes("\\"); round += 1) {
    text = unescaped(text)
    const bare = text.replaceAll("\\", "")
    if (chatIds.some((id) => bare.includes(id))) return true
  }
  return false
}

const parsedText = (token: string): string | undefined => {
  try {
    return String(JSON.parse(token))
  } catch {
    return undefined
  }
}

/** All values of the field `chatId` in a JSON object, including duplicates but not nested objects. */
export const chatIdsOf = (object: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  let depth = 0
  let name: string | undefined
  let last: string | undefined
  for (const [token] of object.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs)) {
    if (token === "{" || token === "[") depth += 1
    else if (token === "}" || token === "]") depth -= 1
    else if (depth === 1 && token === ":") name = last
    else if (depth === 1 && token === ",") name = undefined
    else if (depth === 1 && token.startsWith('"')) {
      last = parsedText(token)
      if (name === "chatId" && last !== undefined) found.push(last)
    }
  }
  return found
}

const LEAST_DIGITS = 7
const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")

/** File name patterns of a chat: the id, also URL-encoded, or its number, also in groups of digits. */
const namePatterns = (chatId: string): ReadonlyArray<RegExp> => {
  const [local = ""] = chatId.split("@")
  const whole = [chatId, encodeURIComponent(chatId), chatId.replace("@", "_"), chatId.replace("@", "-")]
  const patterns = whole.map((name) => new RegExp(quoted(name), "gi"))
  if (!/^\d+$/.test(local))
    return local.length < LEAST_DIGITS ? patterns : [...patterns, new RegExp(quoted(local), "gi")]
  if (local.length < LEAST_DIGITS) return patterns
  return [...patterns, new RegExp(`(?<!\\d)\\+?${[...local].join("[ ().\\-_]{0,2}")}(?!\\d)`, "g")]
}

/** The name of a saved file with the ids of chats replaced. */
export const nameWithout = (name: string, chatIds: ReadonlyArray<string>): string =>
  chatIds.flatMap(namePatterns).reduce((rest, pattern) => rest.replace(pattern, "forgotten"), name)
