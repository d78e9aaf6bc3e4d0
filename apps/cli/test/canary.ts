// A token that must not be found anywhere, in whatever form, and where to look for it.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync, zstdDecompressSync } from "node:zlib"

/** Base64 of bytes that begin at any place of a longer text: the middle that is always the same. */
const base64Forms = (token: string): ReadonlyArray<string> =>
  [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${"x".repeat(shift)}${token}`)
      .toString("base64")
      .replace(/=+$/, "")
    return whole.slice(shift === 0 ? 0 : 4, -2)
  })

/** A token in all the forms in which it may slip out, and its beginning and end. */
export const formsOf = (token: string): ReadonlyArray<string> => {
  const part = Math.min(16, token.length)
  const forms = [
    token,
    token.slice(0, part),
    token.slice(-part),
    encodeURIComponent(token),
    encodeURIComponent(encodeURIComponent(token)),
    encodeURI(token),
    JSON.stringify(token).slice(1, -1),
    Buffer.from(token).toString("hex"),
    ...base64Forms(token),
    ...base64Forms(token).map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))
  ]
  return [...new Set(forms.flatMap((form) => [form.toLowerCase(), form.toUpperCase(), form]))]
}

/** The forms of tokens that stand in a text or in bytes. */
export const foundIn = (
  tokens: ReadonlyArray<string>,
  content: string | Uint8Array
): ReadonlyArray<string> => {
  const text = typeof content === "string" ? content : Buffer.from(content).toString("latin1")
  return tokens.flatMap(formsOf).filter((form) => text.includes(form))
}

const opened = (path: string): Uint8Array => {
  const bytes = readFileSync(path)
  if (path.endsWith(".zst")) return zstdDecompressSync(bytes)
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes
}

/** Files below a folder in which tokens stand, by content or by name; but for those that hold them on purpose. */
export const filesWith = (
  tokens: ReadonlyArray<string>,
  folder: string,
  onPurpose: ReadonlyArray<string>
): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const inName = foundIn(tokens, entry.name)
    if (!entry.isFile() || onPurpose.includes(entry.name)) return inName.length > 0 ? [path] : []
    return inName.length > 0 || foundIn(tokens, opened(path)).length > 0 ? [path] : []
  })

/** What the system tells everybody of a process and its children: arguments and environment. */
export const shownOf = (pid: number): string => {
  const parentOf = (id: string) => {
    try {
      return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[1])
    } catch {
      return Number.NaN
    }
  }
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name))
  const children = numbers.filter((id) => parentOf(id) === pid)
  return [String(pid), ...children]
    .flatMap((id) => ["cmdline", "environ"].map((name) => readFileSync(`/proc/${id}/${name}`, "latin1")))
    .join("\n")
}
