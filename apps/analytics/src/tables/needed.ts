// What of a merge a load needs. A line above a statement says when it has something to do:
//
// `-- of earlier loads`: where the tables hold rows; `-- only from SOURCE`: where the source has rows; `-- at first only
// from SOURCE`: so in a first load, always in others. The same line and an empty one at the top speak of the section.

const sourceLine = /^-- (at first )?only from (.+)$/gm
const statement = /^-- (?:(of earlier loads)|(at first )?only from (.+))\n[\s\S]*?;\n/gm
const section = /^-- (at first )?only from (.+)\n\n/

/** The sources that merges name, each once. */
export const sourcesOf = (merges: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(merges.flatMap((merge) => [...merge.matchAll(sourceLine)].map(([, , source = ""]) => source)))
]

/** The statements of a merge that have something to do; empty if none has. */
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
