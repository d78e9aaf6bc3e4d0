import type * as FileSystem from "effect/FileSystem"
import type * as Layer from "effect/Layer"
import type * as Path from "effect/Path"

/** The files and paths of Node. */
export declare const nodeServices: Layer.Layer<FileSystem.FileSystem | Path.Path>
