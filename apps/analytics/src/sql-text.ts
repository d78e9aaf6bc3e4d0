// Values as SQL text, for the few places that take no parameters (file names, settings).

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
