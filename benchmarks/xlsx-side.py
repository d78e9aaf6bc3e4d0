# The side of XlsxWriter in its constant-memory mode: a CSV of DuckDB's, row by row, with the types of the other sides.
import csv, datetime, resource, sys
import xlsxwriter

source, target = sys.argv[1:3]
book = xlsxwriter.Workbook(target, {"constant_memory": True})
sheet = book.add_worksheet("Messages")
moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
with open(source, newline="") as file:
    rows = csv.reader(file)
    for column, name in enumerate(next(rows)):
        sheet.write_string(0, column, name)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value == "":
                continue
            if column in (10, 11, 12):
                parsed = datetime.datetime.fromisoformat(value[:19])
                sheet.write_datetime(number, column, parsed, moment)
            elif column in (20, 21, 22):
                sheet.write_boolean(number, column, value == "true")
            elif column >= 16:
                sheet.write_number(number, column, float(value))
            else:
                sheet.write_string(number, column, value)
book.close()
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"\npeak {used.ru_maxrss}\ncpu {round((used.ru_utime + used.ru_stime) * 1e6)}", file=sys.stderr)
