// What is said while transcripts are written. What stands in them is said by `transcript/words.ts` of the tables' room.
import { number } from "./counts.ts"

export const transcripts = {
  outEmpty: "--out is empty: name a folder or a file",
  outEnding: (out: string, format: string) =>
    `--out ${out} does not end in .${format}: leave --format out, or name a folder`,
  outOther: (out: string, formats: string) => `--out ${out}: a transcript is ${formats}`,
  severalChats: (out: string, chats: string, count: number) =>
    `--out ${out} holds one chat, and there are ${number(count)}: ${chats}${count > 5 ? ", …" : ""}; choose one with --chat, or name a folder`,
  reading: "reading",
  writing: (done: number, all: number) => `writing chat ${number(done)} of ${number(all)}`,
  file: (path: string, messages: string, bytes: number) => `${path}: ${messages}, ${number(bytes)} bytes`,
  folder: (chats: string, messages: string, first: string) => `${chats}, ${messages}: open ${first}`,
  nothing: "no transcript: nothing of what is chosen can be told"
}
