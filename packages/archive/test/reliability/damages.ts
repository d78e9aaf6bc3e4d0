// Ways in which files are damaged: bits, bytes, ends, whole files.
import type { DiskFile } from "./disk.ts"
import type { Chance } from "./random.ts"

export type Damage = (files: ReadonlyArray<DiskFile>, chance: Chance) => void

const edited = (file: DiskFile, edit: (bytes: Uint8Array) => Uint8Array): void => {
  file.content = edit(file.content.slice())
}

/** By name. */
export const damages: Readonly<Record<string, Damage>> = {
  "a flipped bit": (files, chance) =>
    edited(chance.of(files), (bytes) => {
      const at = chance.whole(0, bytes.length - 1)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.whole(0, 7))
      return bytes
    }),
  "another byte": (files, chance) =>
    edited(chance.of(files), (bytes) => {
      bytes[chance.whole(0, bytes.length - 1)] = chance.whole(0, 255)
      return bytes
    }),
  "a cut end": (files, chance) =>
    edited(chance.of(files), (bytes) => bytes.subarray(0, chance.whole(0, bytes.length - 1))),
  "bytes after the end": (files, chance) =>
    edited(chance.of(files), (bytes) =>
      Buffer.concat([bytes, new Uint8Array(chance.whole(1, 20)).fill(chance.whole(0, 255))])
    ),
  "a lost start": (files, chance) =>
    edited(chance.of(files), (bytes) => bytes.subarray(chance.whole(1, bytes.length))),
  "a page of zeros": (files, chance) =>
    edited(chance.of(files), (bytes) => {
      const at = chance.whole(0, bytes.length - 1)
      return bytes.fill(0, at, at + chance.whole(1, 512))
    }),
  "two files in each other's place": (files, chance) => {
    const one = chance.of(files)
    const other = chance.of(files)
    ;[one.content, other.content] = [other.content, one.content]
  },
  "a file twice": (files, chance) => {
    chance.of(files).content = chance.of(files).content
  },
  "the file twice in itself": (files, chance) =>
    edited(chance.of(files), (bytes) => Buffer.concat([bytes, bytes]))
}
