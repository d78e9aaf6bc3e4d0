// What someone looks for: words, of which all must be there; phrases in quotation marks, word for word; beginnings with a star.

/** One word or phrase as it was typed. */
export interface Term {
  readonly text: string
  /** In quotation marks: no other forms of its words. */
  readonly isExact: boolean
  /** With a star behind it: any word that begins so. */
  readonly isPrefix: boolean
}

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]|[^\s"“”„«»]+/g

/** The terms of a text, in order; none if there is nothing to look for. */
export const termsOf = (text: string): ReadonlyArray<Term> =>
  [...text.matchAll(QUOTED)].flatMap(([whole, quoted]) => {
    const isExact = quoted !== undefined
    const written = (quoted ?? whole).trim()
    const bare = isExact ? written : written.replace(/\*+$/, "")
    return bare === "" ? [] : [{ text: bare, isExact, isPrefix: bare.length < written.length }]
  })
