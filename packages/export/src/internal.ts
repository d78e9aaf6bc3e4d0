// What only the other packages of this repository and the command line use. No part of the public API: may change with any version.
export { nodeServices } from "../bundled/node-services.js"
export { guarded } from "./csv-profile.ts"
export { fileList } from "./delta/read-dataset.ts"
export { textReader } from "./joined-texts.ts"
export { makeFolder } from "./temp-file.ts"
export { writeTextFile } from "./text-file.ts"
export { localised } from "./value-text.ts"
