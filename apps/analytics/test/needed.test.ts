// Which statements of a merge a load runs.
import { describe, expect, it } from "vitest"
import { neededOf, sourcesOf } from "../src/tables/needed.ts"
import { tableFiles } from "../src/tables/tables.ts"

const merge = `-- of earlier loads
delete from a;

-- What is kept of it.
-- only from stage.b where c
insert into b from stage.b;

-- at first only from stage.d
insert into d from e;

select 1;
`

const run = (isFirst: boolean, ...sources: ReadonlyArray<string>) =>
  (neededOf(merge, { isFirst, sources: new Set(sources) }).match(/^[a-z].*;$/gm) ?? []).map(
    (statement) => statement.split(" ")[2]?.replace(";", "") ?? "1"
  )

describe("of a merge", () => {
  it("a first load leaves out what is of earlier loads, and what has no source", () => {
    expect(run(true)).toEqual(["1"])
    expect(run(true, "stage.d")).toEqual(["d", "1"])
    expect(run(true, "stage.b where c")).toEqual(["b", "1"])
  })

  it("a later load leaves out only what never has rows without its source", () => {
    expect(run(false)).toEqual(["a", "d", "1"])
    expect(run(false, "stage.b where c", "stage.d")).toEqual(["a", "b", "d", "1"])
  })

  it("a whole section may have a source", () => {
    const section = `-- at first only from stage.b\n\n${merge}`
    expect(neededOf(section, { isFirst: true, sources: new Set(["stage.d"]) })).toBe("")
    expect(neededOf(section, { isFirst: false, sources: new Set() })).toContain("delete from a")
  })

  it("the sources are those that the files name", () => {
    expect(sourcesOf([merge, merge])).toEqual(["stage.b where c", "stage.d"])
    expect(sourcesOf(tableFiles().map((file) => file.merge)).length).toBeGreaterThan(5)
  })
})
