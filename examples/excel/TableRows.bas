Attribute VB_Name = "TableRows"
' What is done to the rows of a table before they go into a sheet: cells get types, rows replace others with the same key.
'
' A table is an array of rows and columns from 0, and row 0 holds the names. Kinds of columns are "text", "number", "boolean" and
' "time" (days since 1899-12-30, as Excel counts). Nothing here is a part of Excel or Windows.
Option Explicit

Private Const LONGEST_CELL As Long = 32767
Private Const NO_COLUMN As Long = 5103

' The kind of a column, from its type as /tables tells it.
Public Function KindOfType(ByVal sqlType As String) As String
    Select Case sqlType
        Case "BOOLEAN"
            KindOfType = "boolean"
        Case "INTEGER", "BIGINT", "DOUBLE"
            KindOfType = "number"
        Case "TIMESTAMP WITH TIME ZONE"
            KindOfType = "time"
        Case Else
            KindOfType = "text"
    End Select
End Function

' The kinds of all columns, from what their cells hold.
Public Function KindsOfCells(ByRef table As Variant) As Variant
    Dim kinds() As String
    Dim i As Long
    Dim j As Long
    Dim kind As String
    ReDim kinds(0 To UBound(table, 2))
    For j = 0 To UBound(table, 2)
        For i = 1 To UBound(table, 1)
            Select Case VarType(table(i, j))
                Case vbEmpty
                    kind = kinds(j)
                Case vbBoolean
                    kind = "boolean"
                Case vbDouble
                    kind = "number"
                Case Else
                    kind = "text"
            End Select
            If kinds(j) <> "" And kinds(j) <> kind Then kind = "text"
            kinds(j) = kind
            If kind = "text" Then Exit For
        Next i
        If kinds(j) = "" Then kinds(j) = "text"
    Next j
    KindsOfCells = kinds
End Function

' A cell as its kind wants it; what does not fit stays text, as it came.
Public Function TypedCell(ByVal cell As Variant, ByVal kind As String) As Variant
    TypedCell = cell
    Select Case VarType(cell)
        Case vbString
            Select Case kind
                Case "boolean"
                    If cell = "true" Then TypedCell = True
                    If cell = "false" Then TypedCell = False
                Case "number"
                    If cell <> "" Then TypedCell = NumberOrText(CStr(cell))
                Case "time"
                    TypedCell = TimeOf(CStr(cell))
                Case Else
                    TypedCell = CellText(CStr(cell))
            End Select
        Case vbBoolean
            If kind = "text" Then
                If cell Then TypedCell = "true" Else TypedCell = "false"
            End If
        Case vbDouble
            If kind = "text" Then TypedCell = Trim$(Str$(cell))
    End Select
End Function

' Gives every cell below the names its type.
Public Sub TypeCells(ByRef table As Variant, ByRef kinds As Variant)
    Dim i As Long
    Dim j As Long
    For j = 0 To UBound(table, 2)
        For i = 1 To UBound(table, 1)
            If Not IsEmpty(table(i, j)) Then table(i, j) = TypedCell(table(i, j), CStr(kinds(j)))
        Next i
    Next j
End Sub

' 2026-01-31 14:05:09 and 2026-01-31T14:05:09Z as a number of days; anything else, and what Excel's calendar does not know
' (before March 1900), as it came.
Public Function TimeOf(ByVal text As String) As Variant
    Dim day As Double
    TimeOf = text
    If Len(text) < 19 Then Exit Function
    If Mid$(text, 5, 1) <> "-" Or Mid$(text, 8, 1) <> "-" Or Mid$(text, 14, 1) <> ":" Or Mid$(text, 17, 1) <> ":" Then Exit Function
    If Not IsDigits(Left$(text, 4) & Mid$(text, 6, 2) & Mid$(text, 9, 2) & Mid$(text, 12, 2) & Mid$(text, 15, 2) & Mid$(text, 18, 2)) Then Exit Function
    If Val(Mid$(text, 6, 2)) < 1 Or Val(Mid$(text, 6, 2)) > 12 Or Val(Mid$(text, 9, 2)) < 1 Or Val(Mid$(text, 9, 2)) > 31 Then Exit Function
    If Val(Left$(text, 4)) < 1900 Then Exit Function
    day = CDbl(DateSerial(CInt(Left$(text, 4)), CInt(Mid$(text, 6, 2)), CInt(Mid$(text, 9, 2))))
    If day < 61 Then Exit Function
    TimeOf = day + (CDbl(Mid$(text, 12, 2)) * 3600 + CDbl(Mid$(text, 15, 2)) * 60 + CDbl(Mid$(text, 18, 2))) / 86400
End Function

Private Function IsDigits(ByVal text As String) As Boolean
    Dim i As Long
    For i = 1 To Len(text)
        If Mid$(text, i, 1) < "0" Or Mid$(text, i, 1) > "9" Then Exit Function
    Next i
    IsDigits = True
End Function

' A text that a cell can hold: at most 32,767 characters, no half of a pair, no NUL, and marked where it was cut.
Public Function CellText(ByVal text As String) As String
    Dim i As Long
    Dim code As Long
    Dim length As Long
    Dim mark As String
    If Len(text) > LONGEST_CELL Then
        mark = ChrW$(8230) & "[cut]"
        length = LONGEST_CELL - Len(mark)
        If IsHalf(text, length, 55296) Then length = length - 1
        text = Left$(text, length) & mark
    End If
    i = 1
    Do While i <= Len(text)
        code = AscW(Mid$(text, i, 1)) And &HFFFF&
        If code = 0 Then
            Mid$(text, i, 1) = ChrW$(65533)
        ElseIf code >= 55296 And code <= 57343 Then
            If code < 56320 And IsHalf(text, i + 1, 56320) Then
                i = i + 1
            Else
                Mid$(text, i, 1) = ChrW$(65533)
            End If
        End If
        i = i + 1
    Loop
    CellText = text
End Function

' Whether a character is a first (from 55296) or second (from 56320) half of a pair.
Private Function IsHalf(ByRef text As String, ByVal place As Long, ByVal from As Long) As Boolean
    Dim code As Long
    If place > Len(text) Then Exit Function
    code = AscW(Mid$(text, place, 1)) And &HFFFF&
    IsHalf = code >= from And code < from + 1024
End Function

' Where a column stands; -1 if it does not.
Public Function ColumnIndex(ByRef table As Variant, ByVal name As String) As Long
    Dim j As Long
    ColumnIndex = -1
    For j = 0 To UBound(table, 2)
        If StrComp(CStr(table(0, j)), name, vbBinaryCompare) = 0 Then
            ColumnIndex = j
            Exit Function
        End If
    Next j
End Function

' Tables with the same columns, one below the other.
Public Function JoinedTables(ByRef tables As Variant, ByVal count As Long) As Variant
    Dim joined() As Variant
    Dim rows As Long
    Dim n As Long
    Dim i As Long
    Dim j As Long
    For n = 0 To count - 1
        rows = rows + UBound(tables(n), 1)
    Next n
    ReDim joined(0 To rows, 0 To UBound(tables(0), 2))
    For j = 0 To UBound(joined, 2)
        joined(0, j) = tables(0)(0, j)
    Next j
    rows = 0
    For n = 0 To count - 1
        For i = 1 To UBound(tables(n), 1)
            rows = rows + 1
            For j = 0 To UBound(joined, 2)
                joined(rows, j) = tables(n)(i, j)
            Next j
        Next i
    Next n
    JoinedTables = joined
End Function

' The rows of before, each replaced by the row of after with the same key, and then the other rows of after. The columns are those of
' after, then those that only before has, such as notes of your own: their cells stay.
Public Function MergedByKey(ByRef before As Variant, ByRef after As Variant, ByRef keys As Variant) As Variant
    Dim merged() As Variant
    Dim places() As Long
    Dim slots() As Long
    Dim slotKeys() As String
    Dim fromBefore() As Long
    Dim keysBefore As Variant
    Dim keysAfter As Variant
    Dim columns As Long
    Dim rows As Long
    Dim mask As Long
    Dim i As Long
    Dim j As Long
    Dim slot As Long
    keysBefore = KeyColumns(before, keys)
    keysAfter = KeyColumns(after, keys)
    columns = UBound(after, 2) + 1
    For j = 0 To UBound(before, 2)
        If ColumnIndex(after, CStr(before(0, j))) < 0 Then columns = columns + 1
    Next j
    mask = 15
    Do While mask < 2 * UBound(after, 1)
        mask = mask * 2 + 1
    Loop
    ' Open addressing: rows of after by the hash of their key. A Collection does not tell a from A.
    ReDim slots(0 To mask)
    ReDim slotKeys(0 To mask)
    ReDim places(0 To UBound(after, 1))
    For i = 1 To UBound(after, 1)
        slot = SlotOf(slots, slotKeys, mask, KeyOf(after, i, keysAfter))
        slotKeys(slot) = KeyOf(after, i, keysAfter)
        slots(slot) = i
    Next i
    rows = UBound(before, 1)
    For i = 1 To UBound(before, 1)
        slot = SlotOf(slots, slotKeys, mask, KeyOf(before, i, keysBefore))
        If slots(slot) > 0 Then places(slots(slot)) = i
    Next i
    For i = 1 To UBound(after, 1)
        slot = SlotOf(slots, slotKeys, mask, KeyOf(after, i, keysAfter))
        ' Of two rows of after with the same key the last counts.
        If slots(slot) = i And places(i) = 0 Then
            rows = rows + 1
            places(i) = rows
        End If
    Next i
    ReDim merged(0 To rows, 0 To columns - 1)
    ReDim fromBefore(0 To UBound(before, 2))
    For j = 0 To UBound(after, 2)
        merged(0, j) = after(0, j)
    Next j
    columns = UBound(after, 2)
    For j = 0 To UBound(before, 2)
        fromBefore(j) = ColumnIndex(after, CStr(before(0, j)))
        If fromBefore(j) < 0 Then
            columns = columns + 1
            fromBefore(j) = columns
            merged(0, columns) = before(0, j)
        End If
        For i = 1 To UBound(before, 1)
            merged(i, fromBefore(j)) = before(i, j)
        Next i
    Next j
    For i = 1 To UBound(after, 1)
        If places(i) > 0 Then
            For j = 0 To UBound(after, 2)
                merged(places(i), j) = after(i, j)
            Next j
        End If
    Next i
    MergedByKey = merged
End Function

' The places of the columns of a key.
Private Function KeyColumns(ByRef table As Variant, ByRef keys As Variant) As Variant
    Dim columns() As Long
    Dim n As Long
    ReDim columns(LBound(keys) To UBound(keys))
    For n = LBound(keys) To UBound(keys)
        columns(n) = ColumnIndex(table, CStr(keys(n)))
        If columns(n) < 0 Then Err.Raise NO_COLUMN, "TableRows", "The table has no column " & keys(n) & ": load it whole again."
    Next n
    KeyColumns = columns
End Function

Private Function KeyOf(ByRef table As Variant, ByVal row As Long, ByRef columns As Variant) As String
    Dim n As Long
    For n = LBound(columns) To UBound(columns)
        KeyOf = KeyOf & CStr(table(row, columns(n))) & ChrW$(1)
    Next n
End Function

' The slot of a key, or the free one where it belongs.
Private Function SlotOf(ByRef slots() As Long, ByRef slotKeys() As String, ByVal mask As Long, ByVal key As String) As Long
    Dim hash As Long
    Dim i As Long
    For i = 1 To Len(key)
        hash = ((hash And &H3FFFFF) * 31 + (AscW(Mid$(key, i, 1)) And &HFFFF&)) And &HFFFFFFF
    Next i
    hash = hash And mask
    Do While slots(hash) > 0
        If StrComp(slotKeys(hash), key, vbBinaryCompare) = 0 Then Exit Do
        hash = (hash + 1) And mask
    Loop
    SlotOf = hash
End Function
