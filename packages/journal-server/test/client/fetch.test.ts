import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { clientSuite } from "./suite.ts"

clientSuite("fetch", FetchHttpClient.layer, { isStrict: false })
