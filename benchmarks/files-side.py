# The side of pandas. Debian's Python has no DuckDB: the rows come from a CSV that DuckDB wrote, and become what a frame of
# them would hold, moments included. With a third word "writing" only the writing counts.
import resource, sys, time
import pandas

source, target, what = sys.argv[1:4]
begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
names = list(pandas.read_csv(source, nrows=0).columns)
moments = [name for name in names if name.endswith("_at")]
frame = pandas.read_csv(source, parse_dates=moments, low_memory=False)
if what == "writing":
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
frame.to_csv(target, index=False, lineterminator="\r\n")
used = resource.getrusage(resource.RUSAGE_SELF)
cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
print(f"\npeak {used.ru_maxrss}\ncpu {round(cpu * 1e6)}", file=sys.stderr)
if what == "writing":
    print(f"wall {round((time.perf_counter() - begun) * 1e6)}", file=sys.stderr)
