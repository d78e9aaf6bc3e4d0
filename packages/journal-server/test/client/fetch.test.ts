import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { secretsSuite } from "./secrets.ts"
import { clientSuite } from "./suite.ts"

clientSuite("fetch", FetchHttpClient.layer, { isStrict: false })
secretsSuite("fetch", FetchHttpClient.layer)
