// Messages while transcripts are written. The words inside transcripts are in `transcript/words.ts` of analytics.
import { number, size } from "./counts.ts"

export const transcripts = {
  outEmpty: "--out is empty: give a folder or a file",
  outEnding: (out: string, format: string) =>
    `--out ${out} does not end in .${format}: leave out --format, or give a folder`,
  outOther: (out: string, formats: string) => `--out ${out}: the transcript formats are ${formats}`,
  severalChats: (out: string, chats: string, count: number) =>
    `--out ${out} is a file for one chat, but ${number(count)} are selected: ${chats}${count > 5 ? ", …" : ""}; choose one with --chat, or give a folder`,
  reading: "reading",
  writing: (done: number, all: number) => `writing chat ${number(done)} of ${number(all)}`,
  file: (path: string, messages: string, bytes: number) => `${path}: ${messages}, ${size(bytes)}`,
  folder: (chats: string, messages: string, first: string) => `${chats}, ${messages}: open ${first}`,
  nothing: "no transcript was written: the selection has no messages to show"
}
