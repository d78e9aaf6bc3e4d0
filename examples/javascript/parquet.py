# The busiest hours of the messages that nightly-export.js wrote, in Python: pip install duckdb, or pandas and pyarrow.
# python3 parquet.py files
import sys

import duckdb

folder = sys.argv[1] if len(sys.argv) > 1 else "files"
print(
    duckdb.sql(
        f"select hour(sent_at) as hour, count(*) as messages from '{folder}/messages.parquet'"
        " group by all order by messages desc, hour limit 3"
    )
)
