// Text as the content of an XML element, as SQL expressions over VARCHAR.
// XML special characters become entities; characters invalid in XML 1.0, and the carriage return, become `_xHHHH_`; text that
// looks like such an escape is escaped itself. Everything else, including line feeds and tabs, is unchanged.
// Checking is cheaper than replacing, and most columns need nothing: see `TextTrait`.
// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring); https://www.w3.org/TR/xml/#charsets

/**
 * Why a text cannot be written unchanged: XML special characters, characters that need an escape, or leading and
 * trailing blanks and line breaks, which readers drop by default.
 */
export type TextTrait = "marked" | "rare" | "spaced"

export const textTraits: ReadonlyArray<TextTrait> = ["marked", "rare", "spaced"]

const numbered = "[\\x00-\\x08\\x0b-\\x1f\\x{FFFE}\\x{FFFF}]"
// LibreOffice also reads shorter escapes for control characters: `_x7_` as U+0007.
const likeEscape = `_x(?:[0-9A-Fa-f]{4}|0*1?[0-9A-Fa-f](?:_|${numbered}))`

/** A CASE of two branches. */
export const where = (condition: string, then: string, otherwise: string) =>
  `case when ${condition} then ${then} else ${otherwise} end`

const any = (conditions: ReadonlyArray<string>) => `(${conditions.join(" or ")})`

const isMarked = (text: string) => any(["&", "<", ">"].map((mark) => `contains(${text}, '${mark}')`))

const isRare = (text: string) => `regexp_matches(${text}, '${numbered}|${likeEscape}')`

const isSpaced = (text: string) =>
  any([
    `${text} < '!'`,
    `suffix(${text}, ' ')`,
    ...["chr(9)", "chr(10)"].map((blank) => `contains(${text}, ${blank})`)
  ])

/** True if a text (an SQL expression) has a trait. */
export const has: Record<TextTrait, (text: string) => string> = {
  marked: isMarked,
  rare: isRare,
  spaced: isSpaced
}

/**
 * True if a text between `"` is a valid JSON string, and so has no control characters; much faster than `has.rare`.
 */
export const isCalm = (quoted: string) => `json_valid(${quoted})`

/** Like `has.rare`, but faster for calm texts; `calm` is the condition for that. */
export const isRareUnlessCalm = (text: string, calm: string) => {
  const suspects = ["_x", "\u{FFFE}", "\u{FFFF}"].map((suspect) => `not contains(${text}, '${suspect}')`)
  return where([calm, ...suspects].join(" and "), "false", isRare(text))
}

const withEntities = (text: string) =>
  where(isMarked(text), `replace(replace(replace(${text}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`, text)

// If a text has anything like `_x0041`, all its underscores are escaped, since a part of it and an escape could form another.
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

/** The text of a column with these traits, as the content of an element. */
export const xmlText = (text: string, traits: ReadonlySet<TextTrait>) => {
  const common = traits.has("marked") ? withEntities(text) : text
  return traits.has("rare") ? where(isRare(text), withEscapes(text), common) : common
}
