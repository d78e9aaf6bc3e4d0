import { defineConfig } from "tsdown"
import { notices } from "../../.ci/notices.ts"

/** What would otherwise be installed beside this package: exceljs with its tree, and the files of Node for effect. */
export default defineConfig({
  entry: { exceljs: "bundle/exceljs.ts", "node-services": "bundle/node-services.ts" },
  outDir: "bundled",
  clean: false,
  platform: "node",
  target: "node22.19",
  format: "esm",
  fixedExtension: false,
  minify: true,
  dts: false,
  tsconfig: false,
  deps: { alwaysBundle: [/^exceljs/, /^@effect\//], neverBundle: [/^effect/], onlyBundle: false },
  plugins: [notices(import.meta.dirname)]
})
