// Properties draw the same values in every run; FAST_CHECK_SEED=7 draws others.
import { configureGlobal } from "fast-check"

configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 1) })
