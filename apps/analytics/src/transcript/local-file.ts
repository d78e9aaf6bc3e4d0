// Files of messages that are copied beside the transcripts, as these lead to them.

/** Where a copied file is, from the transcript. */
export interface LocalFile {
  /** As people write it: `./files/3f0c….jpg`. */
  readonly path: string
  /** The same as an address, with `%` for what addresses do not hold. */
  readonly href: string
}

/** True for a file that every browser shows as a picture. */
export const isPicture = ({ href }: LocalFile): boolean => /\.(?:jpg|png|webp|gif)$/.test(href)
