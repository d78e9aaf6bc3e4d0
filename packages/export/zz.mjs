import { DuckDBInstance } from "@duckdb/node-api"
import { readFileSync, rmSync } from "node:fs"
const sqlFile = process.argv[2]
rmSync("/tmp/w/nm/x.duckdb",{force:true})
const db = await DuckDBInstance.create("/tmp/w/nm/x.duckdb"); const c = await db.connect()
const parts = await c.extractStatements(readFileSync(sqlFile,"utf8"))
for (let i=0;i<parts.count;i++){ const u=process.cpuUsage(),t=performance.now(); const p=await parts.prepare(i); const r=await p.runAndReadAll(); const d=process.cpuUsage(u); console.log(i,((d.user+d.system)/1000)|0,(performance.now()-t)|0, r.getRowsJson().slice(0,2).map(x=>JSON.stringify(x).slice(0,120)).join()) }
