// Files of messages that are copied beside the transcripts, as these lead to them.
//
// A name is made of a hash and a type (`sql/tables/media_files.sql`); any other is no name of a file, whoever wrote it.

/** Where a copied file is, from the transcript. */
export interface LocalFile {
  /** As people write it: `./files/3f0c….jpg`. */
  readonly path: string
  /** The same as an address, with `%` for what addresses do not hold. */
  readonly href: string
}

const NAME = /^[0-9a-f]{32}\.[a-z0-9]{2,5}$/

/** True for a name that `media_files` gives to a file. */
export const isFileName = (name: string): boolean => NAME.test(name)

/** True for a file that every browser shows as a picture. */
export const isPicture = ({ href }: LocalFile): boolean => /\.(?:jpg|png|webp|gif)$/.test(href)
