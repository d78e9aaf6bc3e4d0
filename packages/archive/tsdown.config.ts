import { defineConfig } from "tsdown"
import { notices } from "../../.ci/notices.ts"

/** What would otherwise be installed beside this package: the files of Node for effect. */
export default defineConfig({
  entry: { "node-services": "bundle/node-services.ts" },
  outDir: "bundled",
  clean: false,
  platform: "node",
  target: "node22.19",
  format: "esm",
  fixedExtension: false,
  minify: true,
  dts: false,
  tsconfig: false,
  deps: { alwaysBundle: [/^@effect\//], neverBundle: [/^effect/], onlyBundle: false },
  plugins: [notices(import.meta.dirname)]
})
