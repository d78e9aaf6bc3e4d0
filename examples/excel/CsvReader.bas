Attribute VB_Name = "CsvReader"
' Reads CSV (RFC 4180) into rows and cells: row 0 the header line, then a row for each line; quoted cells may hold separators,
' quotes and line breaks.
'
' Cells are text: an empty one is Empty (NULL), "" is an empty text. A row with another number of cells is an error.
' Nothing here is a part of Excel or Windows.
Option Explicit

Private Const BAD_CSV As Long = 5102

Private mCells() As Variant
Private mCount As Long

' The table of a CSV text; Empty if there is not even a header line.
Public Function CsvTable(ByVal text As String, Optional ByVal separator As String = ",") As Variant
    Dim at As Long
    Dim lineFeed As Long
    Dim last As Long
    Dim columns As Long
    Dim inRow As Long
    Dim row As Long
    Dim cell As Variant
    Dim isLast As Boolean
    CsvTable = Empty
    last = Len(text)
    at = 1
    mCount = 0
    ReDim mCells(0 To 1023)
    If last > 0 Then
        If (AscW(text) And &HFFFF&) = 65279 Then at = 2
    End If
    Do While at <= last
        If lineFeed < at Then
            lineFeed = InStr(at, text, vbLf, vbBinaryCompare)
            If lineFeed = 0 Then lineFeed = last + 1
        End If
        If Mid$(text, at, 1) = """" Then
            cell = QuotedCell(text, at)
            ' The line feeds that it held are behind.
            If lineFeed < at Then
                lineFeed = InStr(at, text, vbLf, vbBinaryCompare)
                If lineFeed = 0 Then lineFeed = last + 1
            End If
        Else
            cell = PlainCell(text, at, separator, lineFeed)
        End If
        Keep cell
        inRow = inRow + 1
        isLast = True
        If Mid$(text, at, 1) = separator Then
            at = at + 1
            isLast = False
            ' A separator at the very end leaves one more empty cell.
            If at > last Then
                Keep Empty
                inRow = inRow + 1
                isLast = True
            End If
        ElseIf Mid$(text, at, 2) = vbCrLf Then
            at = at + 2
        ElseIf Mid$(text, at, 1) = vbLf Then
            at = at + 1
        ElseIf at <= last Then
            Err.Raise BAD_CSV, "CsvReader", "Row " & row & " has something behind a closing quote."
        End If
        If isLast Then
            If row = 0 Then columns = inRow
            If inRow <> columns Then
                Err.Raise BAD_CSV, "CsvReader", "Row " & row & " has " & inRow & " cells instead of " & columns & "."
            End If
            row = row + 1
            inRow = 0
        End If
    Loop
    If row > 0 Then CsvTable = Cut(row, columns)
End Function

Private Function Cut(ByVal rows As Long, ByVal columns As Long) As Variant
    Dim table() As Variant
    Dim i As Long
    Dim j As Long
    ReDim table(0 To rows - 1, 0 To columns - 1)
    For i = 0 To rows - 1
        For j = 0 To columns - 1
            table(i, j) = mCells(i * columns + j)
        Next j
    Next i
    Cut = table
End Function

Private Sub Keep(ByVal cell As Variant)
    If mCount > UBound(mCells) Then
        ReDim Preserve mCells(0 To 2 * mCount)
    End If
    mCells(mCount) = cell
    mCount = mCount + 1
End Sub

' Up to the separator or the end of the line; at is then there.
Private Function PlainCell(ByRef text As String, ByRef at As Long, ByVal separator As String, ByVal lineFeed As Long) As Variant
    Dim stopAt As Long
    PlainCell = Empty
    stopAt = InStr(at, text, separator, vbBinaryCompare)
    If stopAt = 0 Or stopAt > lineFeed Then
        stopAt = lineFeed
        If stopAt > at And stopAt <= Len(text) Then
            If Mid$(text, stopAt - 1, 1) = vbCr Then stopAt = stopAt - 1
        End If
    End If
    If stopAt > at Then PlainCell = Mid$(text, at, stopAt - at)
    at = stopAt
End Function

' Up to the quote that closes; at is then behind it.
Private Function QuotedCell(ByRef text As String, ByRef at As Long) As String
    Dim closing As Long
    Dim pieces As String
    at = at + 1
    Do
        closing = InStr(at, text, """", vbBinaryCompare)
        If closing = 0 Then Err.Raise BAD_CSV, "CsvReader", "A quoted cell does not end: the reply is cut."
        pieces = pieces & Mid$(text, at, closing - at)
        at = closing + 1
        If Mid$(text, at, 1) <> """" Then Exit Do
        pieces = pieces & """"
        at = at + 1
    Loop
    QuotedCell = pieces
End Function
