# What XlsxWriter makes of the content that `xlsx-writer.test.ts` gives to our writer: the reference for its parts.
import datetime, sys
import xlsxwriter

book = xlsxwriter.Workbook(sys.argv[1])
things = book.add_worksheet("Things")
text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})
day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
things.freeze_panes(1, 0)
things.set_column(0, 5, 20)
for row in range(1, 4):
    things.write_string(row, 0, f" text {row} & more ", text)
    things.write_url(row, 1, f"https://example.com/{row}")
    things.write_number(row, 2, row)
    things.write_boolean(row, 3, row % 2 == 0)
    things.write_datetime(row, 4, datetime.datetime(2026, 1, row), moment)
    things.write_datetime(row, 5, datetime.datetime(2026, 1, row), day)
names = ["text", "link", "number", "yes", "moment", "day"]
things.add_table(0, 0, 3, 5, {"name": "tblThings", "columns": [{"header": name} for name in names]})
things.ignore_errors({"number_stored_as_text": "A2:F4"})

page = book.add_worksheet("About")
page.write_row(0, 0, ["Day", "Messages"])
for row in range(1, 4):
    page.write_datetime(row, 0, datetime.datetime(2026, 1, row), day)
    page.write_number(row, 1, row)
page.add_table(0, 0, 3, 1, {"name": "tblDays", "columns": [{"header": "Day"}, {"header": "Messages"}]})
for kind, options in [("column", {}), ("line", {}), ("bar", {"subtype": "stacked"})]:
    chart = book.add_chart({"type": kind, **options})
    chart.add_series({"name": "=About!$B$1", "categories": "=About!$A$2:$A$4", "values": "=About!$B$2:$B$4"})
    chart.set_title({"name": "A chart"})
    page.insert_chart("D2", chart)
book.close()
