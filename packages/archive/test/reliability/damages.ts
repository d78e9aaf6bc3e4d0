// Ways in which files are damaged: bits, bytes, ends, whole files.

import type { Random } from "@chatledger/sample-account"
import type { DiskFile } from "./disk.ts"

export type Damage = (files: ReadonlyArray<DiskFile>, random: Random) => void

const edited = (file: DiskFile, edit: (bytes: Uint8Array) => Uint8Array): void => {
  file.content = edit(file.content.slice())
}

/** By name. */
export const damages: Readonly<Record<string, Damage>> = {
  "a flipped bit": (files, random) =>
    edited(random.pick(files), (bytes) => {
      const at = random.between(0, bytes.length - 1)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7))
      return bytes
    }),
  "another byte": (files, random) =>
    edited(random.pick(files), (bytes) => {
      bytes[random.between(0, bytes.length - 1)] = random.between(0, 255)
      return bytes
    }),
  "a cut end": (files, random) =>
    edited(random.pick(files), (bytes) => bytes.subarray(0, random.between(0, bytes.length - 1))),
  "bytes after the end": (files, random) =>
    edited(random.pick(files), (bytes) =>
      Buffer.concat([bytes, new Uint8Array(random.between(1, 20)).fill(random.between(0, 255))])
    ),
  "a lost start": (files, random) =>
    edited(random.pick(files), (bytes) => bytes.subarray(random.between(1, bytes.length))),
  "a page of zeros": (files, random) =>
    edited(random.pick(files), (bytes) => {
      const at = random.between(0, bytes.length - 1)
      return bytes.fill(0, at, at + random.between(1, 512))
    }),
  "two files in each other's place": (files, random) => {
    const one = random.pick(files)
    const other = random.pick(files)
    ;[one.content, other.content] = [other.content, one.content]
  },
  "a file twice": (files, random) => {
    random.pick(files).content = random.pick(files).content
  },
  "the file twice in itself": (files, random) =>
    edited(random.pick(files), (bytes) => Buffer.concat([bytes, bytes]))
}
