' Runs the pure parts of the modules of examples/excel in LibreOffice Basic. Each file N.job holds parts with U+E000 between them: what
' is to be done, then its arguments; N.json is written with the result, or with {"error": ...}.
Sub Main(folder)
    Dim files, n
    files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
    n = 0
    Do While files.exists(folder & "/" & n & ".job")
        WriteFile(files, folder & "/" & n & ".json", Done(Split(ReadFile(files, folder & "/" & n & ".job"), Chr(57344))))
        n = n + 1
    Loop
    WriteFile(files, folder & "/done", "")
    StarDesktop.terminate
End Sub

Function Done(parts)
    Dim table, before, kinds, i
    On Error GoTo Failed
    Select Case parts(0)
        Case "csv"
            Done = TableJson(CsvTable(parts(1)))
        Case "json"
            Done = TableJson(JsonTable(parts(1)))
        Case "dots"
            Done = TableJson(JsonTable(parts(1), True))
        Case "cell"
            Done = CellJson(CellText(parts(1)))
        Case "escaped"
            Done = CellJson(CellText(JsonField(parts(1), "a")))
        Case "field"
            Done = CellJson(JsonField(parts(1), parts(2)))
        Case "merge"
            before = CsvTable(parts(2))
            table = CsvTable(parts(3))
            Done = TableJson(MergedByKey(before, table, JsonList(parts(1))))
        Case "typed"
            If parts(1) = "csv" Then table = CsvTable(parts(4)) Else table = JsonTable(parts(4))
            TypeCells(table, KindsOf(table, DescriptionOf(parts(2), parts(3))))
            Done = TableJson(table)
        Case "join"
            Dim pages(1)
            pages(0) = CsvTable(parts(1))
            pages(1) = CsvTable(parts(2))
            Done = TableJson(JoinedTables(pages, 2))
        Case "messages"
            table = MessageRows(JsonTable(parts(1), True), CDbl(parts(2)))
            kinds = KindsOfCells(table)
            Done = "{""rows"":" & TableJson(table) & ",""kinds"":["
            For i = 0 To UBound(kinds)
                If i > 0 Then Done = Done & ","
                Done = Done & CellJson(kinds(i))
            Next i
            Done = Done & "]}"
        Case "page"
            Done = CellJson(PageAddress(parts(1), parts(2), parts(3), parts(4), parts(5), CLng(parts(6)), parts(7)))
        Case "journal"
            Done = CellJson(JournalAddress(parts(1), parts(2), parts(3), CLng(parts(4))))
        Case "since"
            Done = CellJson(SinceOf(NoteOf(parts(1), parts(2)), parts(3)))
        Case "url"
            Done = CellJson(UrlText(parts(1)))
    End Select
    Exit Function
Failed:
    Done = "{""error"":" & CellJson(Error) & "}"
End Function

Function TableJson(table)
    Dim i, j, text
    If IsEmpty(table) Then
        TableJson = "null"
        Exit Function
    End If
    text = "["
    For i = 0 To UBound(table, 1)
        If i > 0 Then text = text & ","
        text = text & "["
        For j = 0 To UBound(table, 2)
            If j > 0 Then text = text & ","
            text = text & CellJson(table(i, j))
        Next j
        text = text & "]"
    Next i
    TableJson = text & "]"
End Function

Function CellJson(cell)
    Dim i, code, text, piece
    Select Case VarType(cell)
        Case 0, 1
            CellJson = "null"
        Case 8
            For i = 1 To Len(cell)
                code = AscW(Mid(cell, i, 1)) And 65535
                If code >= 32 And code < 127 And code <> 34 And code <> 92 Then
                    piece = piece & Chr(code)
                Else
                    piece = piece & "\u" & Right("000" & Hex(code), 4)
                End If
                If Len(piece) > 200 Then
                    text = text & piece
                    piece = ""
                End If
            Next i
            CellJson = """" & text & piece & """"
        Case 11
            If cell Then CellJson = "true" Else CellJson = "false"
        Case Else
            CellJson = Trim(Str(cell))
            If Left(CellJson, 1) = "." Then CellJson = "0" & CellJson
            If Left(CellJson, 2) = "-." Then CellJson = "-0" & Mid(CellJson, 2)
    End Select
End Function

Function ReadFile(files, url)
    Dim stream
    stream = createUnoService("com.sun.star.io.TextInputStream")
    stream.setInputStream(files.openFileRead(url))
    stream.setEncoding("UTF-8")
    ReadFile = stream.readString(Array(), False)
    stream.closeInput
End Function

Sub WriteFile(files, url, text)
    Dim stream
    stream = createUnoService("com.sun.star.io.TextOutputStream")
    stream.setOutputStream(files.openFileWrite(url))
    stream.setEncoding("UTF-8")
    stream.writeString(text)
    stream.closeOutput
End Sub
