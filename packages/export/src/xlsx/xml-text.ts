// Text as the content of an XML element, as SQL expressions over VARCHAR.
// Marks of XML become entities; characters that XML 1.0 lacks, and the carriage return, become `_xHHHH_`; a text that looks
// like such an escape is escaped itself. Everything else, line feeds and tabs included, stays.
// Looking is cheaper than replacing, and most rows need nothing: see `Manner`.
// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring); https://www.w3.org/TR/xml/#charsets

/**
 * How the texts of a row are written: as they are, with the marks of XML replaced, or character by character.
 * Most rows are plain, and looking is cheaper than replacing: all texts of a row are judged at once, joined by `|`.
 */
export type Manner = "plain" | "marked" | "rare"

// Marks of XML, control characters, anything like an escape, a blank at an end. "| " inside a text only costs time.
const unlikePlain = "[&<>\\x00-\\x1f\\x{FFFE}\\x{FFFF}]|_x[0-9A-Fa-f]{4}|(^|\\|) | (\\||$)"
const numbered = "[\\x00-\\x08\\x0b-\\x1f\\x{FFFE}\\x{FFFF}]"
const likeEscape = "_x[0-9A-Fa-f]{4}"

/** A CASE of two branches. */
export const where = (condition: string, then: string, otherwise: string) =>
  `case when ${condition} then ${then} else ${otherwise} end`

const withEntities = (text: string) => {
  const replaced = `replace(replace(replace(${text}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`
  return where(`contains(${text}, '&') or contains(${text}, '<') or contains(${text}, '>')`, replaced, text)
}

// Once a text has anything like `_x0041`, all its underscores are escaped: part of it and an escape could make another.
const withEscapes = (text: string) => {
  const character = "case s when '&' then '&amp;' when '<' then '&lt;' when '>' then '&gt;' else s end"
  const number = where(`regexp_matches(s, '${numbered}')`, "printf('_x%04X_', unicode(s))", character)
  const literalEscapes = where(
    `regexp_matches(${text}, '${likeEscape}')`,
    `replace(${text}, '_', '_x005F_')`,
    text
  )
  return `array_to_string(list_transform(regexp_extract_all(${literalEscapes}, '(?s).'), lambda s: ${number}), '')`
}

/** A text in each manner. */
export const xmlText: Record<Manner, (text: string) => string> = {
  plain: (text) => text,
  marked: withEntities,
  rare: withEscapes
}

/** All texts of a row in one, for `isUnlikePlain` and `isRare`. */
export const joinedTexts = (texts: ReadonlyArray<string>) => `concat_ws('|', ${texts.join(", ")})`

/** Whether any text of a row must not be written as it is. */
export const isUnlikePlain = (joined: string) => `regexp_matches(${joined}, '${unlikePlain}')`

/** Whether any text of a row needs the way character by character. */
export const isRare = (joined: string) => `regexp_matches(${joined}, '${numbered}|${likeEscape}')`
