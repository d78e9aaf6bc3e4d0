// Selects the statements of a merge that a load needs. A line above a statement states its condition:
//
// `-- of earlier loads`: the tables already have rows; `-- only from SOURCE`: the source has rows; `-- at first only
// from SOURCE`: the source has rows, or the load is not the first. At the top, followed by an empty line, it applies to the
// section.

const sourceLine = /^-- (at first )?only from (.+)$/gm
const statement = /^-- (?:(of earlier loads)|(at first )?only from (.+))\n[\s\S]*?;\n/gm
const section = /^-- (at first )?only from (.+)\n\n/

/** The sources named in merges, each once. */
export const sourcesOf = (merges: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(merges.flatMap((merge) => [...merge.matchAll(sourceLine)].map(([, , source = ""]) => source)))
]

/** The statements of a merge that are needed; empty if there are none. */
export const neededOf = (
  merge: string,
  { isFirst, sources }: { readonly isFirst: boolean; readonly sources: ReadonlySet<string> }
): string => {
  const isIdle = (onlyAtFirst: string | undefined, source: string) =>
    (onlyAtFirst === undefined || isFirst) && !sources.has(source)
  const [opening, sectionAtFirst, sectionSource] = section.exec(merge) ?? []
  if (sectionSource !== undefined && isIdle(sectionAtFirst, sectionSource)) return ""
  return merge
    .slice(opening?.length ?? 0)
    .replace(statement, (text, earlier?: string, onlyAtFirst?: string, source = "") => {
      const isLeftOut = earlier === undefined ? isIdle(onlyAtFirst, source) : isFirst
      return isLeftOut ? "" : text
    })
    .trim()
}
