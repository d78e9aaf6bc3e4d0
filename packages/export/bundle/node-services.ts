// The files and paths of Node as services of effect, for the functions that answer promises. Bundled, so that nobody installs a platform for it.
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import * as NodePath from "@effect/platform-node-shared/NodePath"
import * as Layer from "effect/Layer"

export const nodeServices = Layer.merge(NodeFileSystem.layer, NodePath.layer)
