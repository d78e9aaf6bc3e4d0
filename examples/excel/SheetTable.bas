Attribute VB_Name = "SheetTable"
' Puts a table of rows and cells into a sheet as an Excel table (ListObject), and reads it back.
'
' A table that is there keeps its place, style and whatever PivotTable reads it. Columns of text have the format @ before anything
' is written, so that neither long numbers nor texts that begin with = + - @ are taken for anything but text.
Option Explicit

Private Const BLOCK_ROWS As Long = 2000
Private Const LONG_TEXT As Long = 8000
Private Const MOST_ROWS As Long = 1048575
Private Const SOURCE_RANGE As Long = 1
Private Const WITH_HEADER As Long = 1
Private Const CALCULATION_MANUAL As Long = -4135
Private Const TOO_LARGE As Long = 5107
Private Const NOT_TEXT As Long = 5108

' The Excel table of that name in this workbook, or Nothing.
Public Function FoundTable(ByVal name As String) As Object
    Dim sheet As Object
    Dim list As Object
    For Each sheet In ThisWorkbook.Worksheets
        For Each list In sheet.ListObjects
            If StrComp(list.Name, name, vbTextCompare) = 0 Then
                Set FoundTable = list
                Exit Function
            End If
        Next list
    Next sheet
End Function

' The names and rows of an Excel table; Empty if it has no rows.
Public Function TableOfSheet(ByVal list As Object) As Variant
    Dim table() As Variant
    Dim names As Variant
    Dim rows As Variant
    Dim i As Long
    Dim j As Long
    TableOfSheet = Empty
    If list.DataBodyRange Is Nothing Then Exit Function
    ' A table without rows has an empty one.
    If list.ListRows.Count = 1 And Application.CountA(list.DataBodyRange) = 0 Then Exit Function
    ReDim table(0 To list.ListRows.Count, 0 To list.ListColumns.Count - 1)
    names = Cells2D(list.HeaderRowRange)
    rows = Cells2D(list.DataBodyRange)
    For j = 1 To list.ListColumns.Count
        table(0, j - 1) = CStr(names(1, j))
        For i = 1 To list.ListRows.Count
            table(i, j - 1) = rows(i, j)
        Next i
    Next j
    TableOfSheet = table
End Function

' Writes the table into the Excel table of that name, or into a new one on a sheet of its own; note is kept with it.
Public Sub WriteTable(ByVal name As String, ByVal title As String, ByRef table As Variant, ByRef kinds As Variant, ByVal note As String)
    Dim calculation As Long
    Dim list As Object
    Dim number As Long
    Dim source As String
    Dim reason As String
    If UBound(table, 1) > MOST_ROWS Then
        Err.Raise TOO_LARGE, "SheetTable", "The table has " & UBound(table, 1) & " rows, and a sheet takes " & MOST_ROWS & ". Ask for one chat or a period."
    End If
    calculation = Application.Calculation
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    Application.Calculation = CALCULATION_MANUAL
    On Error GoTo Failed
    Set list = SizedTable(name, title, table)
    FormatColumns list, kinds
    WriteCells list, table
    FitColumns list
    ' 255 characters at most.
    list.Comment = Left$(note, 255)
Done:
    On Error GoTo 0
    Application.Calculation = calculation
    Application.EnableEvents = True
    Application.ScreenUpdating = True
    If number <> 0 Then Err.Raise number, source, reason
    Exit Sub
Failed:
    number = Err.Number
    source = Err.Source
    reason = Err.Description
    Resume Done
End Sub

' One cell gives no array.
Private Function Cells2D(ByVal target As Object) As Variant
    Dim one(1 To 1, 1 To 1) As Variant
    If target.Count = 1 Then
        one(1, 1) = target.Value2
        Cells2D = one
    Else
        Cells2D = target.Value2
    End If
End Function

' The Excel table, empty, with as many rows and columns as are to be written, and their names above.
Private Function SizedTable(ByVal name As String, ByVal title As String, ByRef table As Variant) As Object
    Dim sheet As Object
    Dim list As Object
    Dim target As Object
    Dim first As Object
    Dim columns As Long
    Dim rows As Long
    Dim before As Long
    Dim header() As Variant
    Dim j As Long
    columns = UBound(table, 2) + 1
    rows = UBound(table, 1)
    If rows = 0 Then rows = 1
    ReDim header(1 To 1, 1 To columns)
    For j = 1 To columns
        header(1, j) = table(0, j - 1)
    Next j
    Set list = FoundTable(name)
    If list Is Nothing Then
        Set sheet = NewSheet(title)
        Set target = sheet.Range(sheet.Cells(1, 1), sheet.Cells(rows + 1, columns))
        target.Rows(1).NumberFormat = "@"
        target.Rows(1).Value2 = header
        Set list = sheet.ListObjects.Add(SOURCE_RANGE, target, , WITH_HEADER)
        list.Name = name
    Else
        Set sheet = list.Parent
        If Not list.AutoFilter Is Nothing Then
            If list.AutoFilter.FilterMode Then list.AutoFilter.ShowAllData
        End If
        If Not list.DataBodyRange Is Nothing Then list.DataBodyRange.ClearContents
        list.ShowTotals = False
        Set first = list.HeaderRowRange.Cells(1, 1)
        before = list.ListColumns.Count
        list.Resize first.Resize(rows + 1, columns)
        If before > columns Then first.Offset(0, columns).Resize(1, before - columns).Clear
        list.HeaderRowRange.NumberFormat = "@"
        If Not HasNames(list.HeaderRowRange, header) Then
            ' Names that moved must not meet their old selves: a table has no name twice.
            For j = 1 To columns
                list.HeaderRowRange.Cells(1, j).Value2 = "chatledger " & j
            Next j
            list.HeaderRowRange.Value2 = header
        End If
    End If
    Set SizedTable = list
End Function

Private Function HasNames(ByVal headerRow As Object, ByRef header As Variant) As Boolean
    Dim j As Long
    For j = 1 To UBound(header, 2)
        If CStr(headerRow.Cells(1, j).Value2) <> CStr(header(1, j)) Then Exit Function
    Next j
    HasNames = True
End Function

Private Function NewSheet(ByVal title As String) As Object
    Dim sheet As Object
    Set sheet = ThisWorkbook.Worksheets.Add(After:=ThisWorkbook.Worksheets(ThisWorkbook.Worksheets.Count))
    ' A sheet of that name may be there already: then Excel's own name stays.
    On Error Resume Next
    sheet.Name = Left$(title, 31)
    On Error GoTo 0
    Set NewSheet = sheet
End Function

Private Sub FormatColumns(ByVal list As Object, ByRef kinds As Variant)
    Dim j As Long
    For j = 1 To list.ListColumns.Count
        Select Case kinds(j - 1)
            Case "text"
                list.ListColumns(j).DataBodyRange.NumberFormat = "@"
            Case "time"
                list.ListColumns(j).DataBodyRange.NumberFormat = "yyyy-mm-dd hh:mm:ss"
            Case Else
                list.ListColumns(j).DataBodyRange.NumberFormat = "General"
        End Select
    Next j
End Sub

Private Sub WriteCells(ByVal list As Object, ByRef table As Variant)
    Dim block() As Variant
    Dim target As Object
    Dim isText() As Boolean
    Dim columns As Long
    Dim start As Long
    Dim count As Long
    Dim i As Long
    Dim j As Long
    columns = UBound(table, 2) + 1
    ReDim isText(1 To columns)
    For j = 1 To columns
        isText(j) = list.ListColumns(j).DataBodyRange.Cells(1, 1).NumberFormat = "@"
    Next j
    For start = 1 To UBound(table, 1) Step BLOCK_ROWS
        count = UBound(table, 1) - start + 1
        If count > BLOCK_ROWS Then count = BLOCK_ROWS
        ReDim block(1 To count, 1 To columns)
        For i = 1 To count
            For j = 1 To columns
                If Not IsAlone(table(start + i - 1, j - 1), isText(j)) Then block(i, j) = table(start + i - 1, j - 1)
            Next j
        Next i
        Set target = list.DataBodyRange.Rows(start).Resize(count, columns)
        target.Value2 = block
        For i = 1 To count
            For j = 1 To columns
                If IsAlone(table(start + i - 1, j - 1), isText(j)) Then WriteText target.Cells(i, j), CStr(table(start + i - 1, j - 1))
            Next j
        Next i
        CheckText target
    Next start
End Sub

' Texts that are written each for itself: in a column of another kind, long ones, and those whose ' Excel takes for its own sign.
Private Function IsAlone(ByRef cell As Variant, ByVal isText As Boolean) As Boolean
    If VarType(cell) <> vbString Then Exit Function
    IsAlone = Not isText Or Len(cell) > LONG_TEXT Or Left$(cell, 1) = "'"
End Function

Private Sub WriteText(ByVal cell As Object, ByVal text As String)
    cell.NumberFormat = "@"
    cell.Value2 = text
    ' Where the first ' was taken for the sign of a text, it is given twice.
    If Left$(text, 1) = "'" Then
        If cell.Value2 <> text Then cell.Value2 = "'" & text
    End If
End Sub

Private Sub CheckText(ByVal target As Object)
    Dim formulas As Variant
    formulas = target.HasFormula
    If Not IsNull(formulas) Then
        If Not formulas Then Exit Sub
    End If
    target.ClearContents
    Err.Raise NOT_TEXT, "SheetTable", "Excel took a text for a formula, so the rows were removed: delete the sheet and run the macro again."
End Sub

Private Sub FitColumns(ByVal list As Object)
    Dim j As Long
    list.Range.WrapText = False
    list.Range.Columns.AutoFit
    For j = 1 To list.ListColumns.Count
        If list.ListColumns(j).Range.ColumnWidth > 60 Then list.ListColumns(j).Range.ColumnWidth = 60
    Next j
End Sub
