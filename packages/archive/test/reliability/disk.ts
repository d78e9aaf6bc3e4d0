// A disk in memory that forgets as disks do when the power goes.
//
// Bytes of a file last from its flush on, names from the flush of their folder on; what was not flushed may be there
// or not after a crash, each change by itself, whatever came first. A rename within the disk happens or does not.
// Synchronous; what it tells of every call is the business of `disk-files.ts`. Paths are absolute, below `mount`.

/** A file: what is read from it, and what is left of it if the power goes now. */
export class DiskFile {
  content: Uint8Array
  flushed: Uint8Array
  modified: number

  constructor(content: Uint8Array, modified: number, flushed = content) {
    this.content = content
    this.flushed = flushed
    this.modified = modified
  }

  get isFlushed(): boolean {
    return this.content === this.flushed
  }
}

export type Names = Map<string, DiskFile | DiskFolder>

/** A folder: the names in it, and those that outlast a power cut. */
export class DiskFolder {
  readonly names: Names = new Map()
  readonly flushed: Names = new Map()
}

/** A change of names that is not flushed yet; `undefined` takes the name away. */
export interface Change {
  readonly steps: ReadonlyArray<{
    readonly folder: DiskFolder
    readonly name: string
    readonly node: DiskFile | DiskFolder | undefined
  }>
}

/** An error of the operating system. */
export class DiskError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const NOTHING = new Uint8Array(0)

const put = (names: Names, name: string, node: DiskFile | DiskFolder | undefined) =>
  node === undefined ? names.delete(name) : names.set(name, node)

let mounts = 0

export class Disk {
  /** Each disk has another, since a process remembers which folders it has flushed. */
  readonly mount = `/disk-${++mounts}`
  readonly root = new DiskFolder()
  pending: Array<Change> = []
  now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  private segments(path: string): ReadonlyArray<string> {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".")
    if (`/${parts[0]}` !== this.mount) throw new Error(`${path} is not on ${this.mount}`)
    return parts.slice(1)
  }

  find(path: string): DiskFile | DiskFolder {
    let node: DiskFile | DiskFolder = this.root
    for (const name of this.segments(path)) {
      if (node instanceof DiskFile) throw new DiskError("ENOTDIR")
      const next: DiskFile | DiskFolder | undefined = node.names.get(name)
      if (next === undefined) throw new DiskError("ENOENT")
      node = next
    }
    return node
  }

  private place(path: string) {
    const segments = this.segments(path)
    const name = segments.at(-1)
    if (name === undefined) throw new DiskError("EBUSY")
    const folder = this.find([this.mount, ...segments.slice(0, -1)].join("/"))
    if (folder instanceof DiskFile) throw new DiskError("ENOTDIR")
    return { folder, name }
  }

  private change(...steps: Change["steps"]): void {
    for (const { folder, name, node } of steps) put(folder.names, name, node)
    this.pending.push({ steps })
  }

  file(path: string): DiskFile {
    const node = this.find(path)
    if (node instanceof DiskFolder) throw new DiskError("EISDIR")
    return node
  }

  folder(path: string): DiskFolder {
    const node = this.find(path)
    if (node instanceof DiskFile) throw new DiskError("ENOTDIR")
    return node
  }

  makeFile(path: string): DiskFile {
    const { folder, name } = this.place(path)
    if (folder.names.has(name)) throw new DiskError("EEXIST")
    const file = new DiskFile(NOTHING, this.now())
    this.change({ folder, name, node: file })
    return file
  }

  write(file: DiskFile, content: Uint8Array): void {
    file.content = content
    file.modified = this.now()
  }

  makeFolder(path: string): void {
    const { folder, name } = this.place(path)
    if (folder.names.has(name)) throw new DiskError("EEXIST")
    this.change({ folder, name, node: new DiskFolder() })
  }

  /** A second name of a file. */
  link(from: string, to: string): void {
    const node = this.file(from)
    const { folder, name } = this.place(to)
    if (folder.names.has(name)) throw new DiskError("EEXIST")
    this.change({ folder, name, node })
  }

  rename(from: string, to: string): void {
    const node = this.find(from)
    const source = this.place(from)
    const target = this.place(to)
    if (target.folder.names.get(target.name) instanceof DiskFolder) throw new DiskError("EISDIR")
    this.change({ ...source, node: undefined }, { ...target, node })
  }

  remove(path: string): void {
    const node = this.find(path)
    if (node instanceof DiskFolder && node.names.size > 0) throw new DiskError("ENOTEMPTY")
    this.change({ ...this.place(path), node: undefined })
  }

  flushFile(file: DiskFile): void {
    file.flushed = file.content
  }

  flushFolder(folder: DiskFolder): void {
    const isOf = ({ steps }: Change) => steps.some((step) => step.folder === folder)
    for (const { steps } of this.pending.filter(isOf))
      for (const step of steps) put(step.folder.flushed, step.name, step.node)
    this.pending = this.pending.filter((change) => !isOf(change))
  }

  /** Flushes everything. */
  settle(): void {
    for (const { steps } of this.pending)
      for (const step of steps) put(step.folder.flushed, step.name, step.node)
    this.pending = []
    for (const { file } of this.files()) this.flushFile(file)
  }

  /** Every file by its path below the mount. */
  files(): ReadonlyArray<{ readonly path: string; readonly file: DiskFile }> {
    const found: Array<{ path: string; file: DiskFile }> = []
    const walk = (folder: DiskFolder, at: string): void => {
      for (const [name, node] of folder.names)
        if (node instanceof DiskFolder) walk(node, `${at}${name}/`)
        else found.push({ path: `${at}${name}`, file: node })
    }
    walk(this.root, "")
    return found
  }

  /** Files that have bytes which no flush has saved, also those whose name is lost already. */
  unflushed(): ReadonlyArray<DiskFile> {
    const named = this.files().map(({ file }) => file)
    const changed = this.pending.flatMap(({ steps }) => steps.flatMap(({ node }) => node ?? []))
    const files = [...named, ...changed].filter((node): node is DiskFile => node instanceof DiskFile)
    return [...new Set(files)].filter((file) => !file.isFlushed)
  }

  /** What is there after a crash of which just these changes survive; `bytes` tells what is left in a file. */
  after(kept: ReadonlySet<Change>, bytes: (file: DiskFile) => Uint8Array): Disk {
    const names = new Map<DiskFolder, Names>()
    const namesOf = (folder: DiskFolder): Names => {
      const known = names.get(folder) ?? new Map(folder.flushed)
      names.set(folder, known)
      return known
    }
    for (const change of this.pending)
      if (kept.has(change))
        for (const { folder, name, node } of change.steps) put(namesOf(folder), name, node)
    const copy = new Disk(this.now)
    const walk = (from: DiskFolder, to: DiskFolder): void => {
      for (const [name, node] of namesOf(from)) {
        const made = node instanceof DiskFile ? new DiskFile(bytes(node), node.modified) : new DiskFolder()
        to.names.set(name, made)
        to.flushed.set(name, made)
        if (node instanceof DiskFolder) walk(node, made as DiskFolder)
      }
    }
    walk(this.root, copy.root)
    return copy
  }

  /** The same, with nothing lost: what a killed process leaves to the next one. */
  copy(): Disk {
    return this.after(new Set(this.pending), (file) => file.content)
  }
}
