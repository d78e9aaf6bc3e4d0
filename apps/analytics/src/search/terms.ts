// Search terms: all words must match; phrases in quotation marks match exactly; a star at the end matches prefixes.

/** One word or phrase as typed. */
export interface Term {
  readonly text: string
  /** In quotation marks: other forms of its words do not match. */
  readonly isExact: boolean
  /** Followed by a star: any word with this prefix matches. */
  readonly isPrefix: boolean
}

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]|[^\s"“”„«»]+/g

/** The terms of a text, in order; none if it is empty. */
export const termsOf = (text: string): ReadonlyArray<Term> =>
  [...text.matchAll(QUOTED)].flatMap(([whole, quoted]) => {
    const isExact = quoted !== undefined
    const written = (quoted ?? whole).trim()
    const bare = isExact ? written : written.replace(/\*+$/, "")
    return bare === "" ? [] : [{ text: bare, isExact, isPrefix: bare.length < written.length }]
  })
