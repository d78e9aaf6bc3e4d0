# What is wrong with an XLSX as a package, as Excel sees it: one line for each problem, nothing if it is whole.
# Only Python's own modules: every part is well-formed and has a type, every relationship has a target and is used,
# children stand in the order of ECMA-376, tables fit their header cells, names and ids are unique.
import posixpath
import re
import sys
import zipfile
import xml.etree.ElementTree as ET

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDERS = {
    S + "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst",
    S + "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    S + "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr",
    S + "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs extLst",
    "title": "tx layout overlay spPr txPr",
    "plotArea": "layout barChart lineChart valAx catAx dateAx serAx dTable spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst",
    "ser": "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val smooth shape extLst",
    "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "dateAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "numRef": "f numCache",
    "strRef": "f strCache",
    "numCache": "formatCode ptCount pt",
    "strCache": "ptCount pt",
}
# The axes of a chart may alternate; everything else has one order.
ANY_ORDER = {"catAx": "valAx", "dateAx": "valAx"}


def local(tag):
    return tag.split("}")[-1]


def check_order(path, element, problems):
    order = ORDERS.get(element.tag) or (ORDERS.get(local(element.tag)) if "/chart" in path else None)
    if order is not None:
        places = order.split()
        last = -1
        for child in element:
            name = ANY_ORDER.get(local(child.tag), local(child.tag))
            if name not in places:
                problems.append(f"{path}: {local(element.tag)} may not hold {name}")
                continue
            if places.index(name) < last:
                problems.append(f"{path}: {name} is out of order in {local(element.tag)}")
            last = max(last, places.index(name))
    for child in element:
        check_order(path, child, problems)


def column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def unescaped(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cells_of(sheet, shared):
    cells = {}
    for cell in sheet.iter(S + "c"):
        kind = cell.get("t")
        value = cell.find(S + "v")
        if kind == "s":
            cells[cell.get("r")] = unescaped(shared[int(value.text)])
        elif kind == "inlineStr":
            cells[cell.get("r")] = unescaped("".join(text.text or "" for text in cell.iter(S + "t")))
        elif value is not None:
            cells[cell.get("r")] = value.text
        if cell.find(S + "f") is not None:
            cells[cell.get("r")] = "a formula"
    return cells


def main(file):
    problems = []
    book = zipfile.ZipFile(file)
    names = book.namelist()
    if len(set(names)) != len(names):
        problems.append("a part is there twice")
    if book.testzip() is not None:
        problems.append(f"{book.testzip()} is damaged")
    parts = {}
    for name in names:
        try:
            parts[name] = ET.fromstring(book.read(name))
        except ET.ParseError as error:
            problems.append(f"{name}: {error}")
    types = parts["[Content_Types].xml"]
    defaults = {each.get("Extension") for each in types if local(each.tag) == "Default"}
    overrides = {each.get("PartName") for each in types if local(each.tag) == "Override"}
    for name in names:
        if name != "[Content_Types].xml" and "/" + name not in overrides and not name.endswith(".rels"):
            problems.append(f"{name} has no content type of its own")
    for name in overrides:
        if name[1:] not in parts:
            problems.append(f"{name} has a content type and is not there")
    if "rels" not in defaults:
        problems.append("relationships have no content type")
    for name, root in parts.items():
        check_order(name, root, problems)
        used = {value for element in root.iter() for key, value in element.attrib.items() if key.startswith(R)}
        folder, base = posixpath.split(name)
        related = parts.get(posixpath.join(folder, "_rels", base + ".rels"))
        ids = [each.get("Id") for each in related] if related is not None else []
        if len(set(ids)) != len(ids):
            problems.append(f"{name}: a relationship id is there twice")
        if base not in ("workbook.xml",) and set(ids) != used and not name.startswith("[") and not name.endswith(".rels"):
            problems.append(f"{name}: uses {sorted(used)}, is related by {sorted(ids)}")
        if name == "xl/workbook.xml" and not used <= set(ids):
            problems.append(f"{name}: uses relationships that are not there")
        for each in related if related is not None else []:
            if each.get("TargetMode") == "External":
                if not re.fullmatch(r"https?://[!-~]+", each.get("Target")):
                    problems.append(f"{name}: {each.get('Target')} is no address")
                continue
            target = posixpath.normpath(posixpath.join(folder, each.get("Target")))
            if target not in parts:
                problems.append(f"{name}: {target} is not there")
    shared = []
    if "xl/sharedStrings.xml" in parts:
        for item in parts["xl/sharedStrings.xml"].iter(S + "si"):
            shared.append("".join(text.text or "" for text in item.iter(S + "t")))
    table_names, table_ids, sheet_names = [], [], []
    workbook = parts["xl/workbook.xml"]
    relations = {each.get("Id"): each.get("Target") for each in parts["xl/_rels/workbook.xml.rels"]}
    styles = len(parts["xl/styles.xml"].find(S + "cellXfs"))
    selected = 0
    for sheet in workbook.iter(S + "sheet"):
        sheet_names.append(sheet.get("name").lower())
        path = "xl/" + relations[sheet.get(R + "id")]
        root = parts[path]
        selected += sum(view.get("tabSelected") == "1" for view in root.iter(S + "sheetView"))
        cells = cells_of(root, shared)
        if "a formula" in cells.values():
            problems.append(f"{path}: a formula")
        for cell in root.iter(S + "c"):
            if int(cell.get("s", "0")) >= styles:
                problems.append(f"{path}: {cell.get('r')} has a style that is not there")
        related = parts.get("xl/worksheets/_rels/" + posixpath.basename(path) + ".rels")
        taken = []
        for each in related if related is not None else []:
            if not each.get("Type").endswith("/table"):
                continue
            table = parts[posixpath.normpath(posixpath.join("xl/worksheets", each.get("Target")))]
            table_names.append(table.get("name").lower())
            table_ids.append(table.get("id"))
            found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", table.get("ref"))
            first, top, last, bottom = column(found[1]), int(found[2]), column(found[3]), int(found[4])
            if bottom <= top:
                problems.append(f"{path}: {table.get('name')} has no row")
            for left, right, high, low in taken:
                if first <= right and last >= left and top <= low and bottom >= high:
                    problems.append(f"{path}: tables overlap")
            taken.append((first, last, top, bottom))
            headers = [unescaped(each.get("name")) for each in table.iter(S + "tableColumn")]
            there = {column(re.match("[A-Z]+", ref)[0]): text for ref, text in cells.items() if re.sub("[A-Z]+", "", ref) == str(top)}
            if headers != [there.get(number) for number in range(first, last + 1)]:
                problems.append(f"{path}: {table.get('name')} has other headers than its cells: {headers}")
    for what, listed in (("table names", table_names), ("table ids", table_ids), ("sheet names", sheet_names)):
        if len(set(listed)) != len(listed):
            problems.append(f"{what} are not unique")
    if selected != 1:
        problems.append(f"{selected} sheets are selected")
    for problem in problems:
        print(problem)


main(sys.argv[1])
