Attribute VB_Name = "ChatledgerTables"
' Loads tables from chatledger serve into this workbook. Macros to run (Alt+F8):
'
'   LoadChatledgerTable      asks which table, and puts it on a sheet of its own
'   RefreshChatledgerTables  asks what is new in every table that was loaded, and replaces rows by their key
'   ReloadChatledgerTables   loads every table again, whole: after chatledger forget and prune
'
' Needs the modules HttpReply, JsonReader, CsvReader, TableRows and SheetTable, and Windows.
Option Explicit

Private Const SERVER As String = "http://127.0.0.1:7870"
' The folder of the archive; its serve-token is read, or else asked for.
Private Const ARCHIVE As String = "C:\chatledger\chatledger-archive"
' "csv": times in the zone of the server. "json": times in UTC.
Private Const FORMAT_OF_ROWS As String = "csv"
' Only these, for example "chat=120363041234567890@g.us" or "from=2026-01-01"; see docs/serve.md.
Private Const ONLY As String = ""
Private Const PAGE_ROWS As Long = 20000

Private Const NAMES_BEGIN As String = "chatledger_"
Private Const NO_TABLE As Long = 5109

Private mToken As String

Public Sub LoadChatledgerTable()
    Dim name As String
    name = LCase$(Trim$(InputBox("Which table? messages, chats, senders, people, reactions, polls, poll_options, poll_votes, media, " & _
        "link_previews, locations, contacts, quotes, message_revisions, snapshots, coverage, issues", "chatledger", "messages")))
    If name = "" Then Exit Sub
    On Error GoTo Failed
    LoadTable name, ""
    Exit Sub
Failed:
    Tell
End Sub

Public Sub RefreshChatledgerTables()
    On Error GoTo Failed
    LoadTables False
    Exit Sub
Failed:
    Tell
End Sub

Public Sub ReloadChatledgerTables()
    On Error GoTo Failed
    LoadTables True
    Exit Sub
Failed:
    Tell
End Sub

Private Sub Tell()
    ' A token that was refused is asked for again.
    mToken = ""
    Application.StatusBar = False
    MsgBox Err.Description, vbExclamation, "chatledger"
End Sub

Private Sub LoadTables(ByVal isWhole As Boolean)
    Dim sheet As Object
    Dim list As Object
    Dim names As String
    Dim name As Variant
    Dim since As String
    For Each sheet In ThisWorkbook.Worksheets
        For Each list In sheet.ListObjects
            If LCase$(Left$(list.Name, Len(NAMES_BEGIN))) = NAMES_BEGIN Then names = names & " " & Mid$(list.Name, Len(NAMES_BEGIN) + 1)
        Next list
    Next sheet
    If names = "" Then Err.Raise NO_TABLE, "ChatledgerTables", "No table was loaded yet: run LoadChatledgerTable first."
    For Each name In Split(Trim$(names), " ")
        since = ""
        If Not isWhole Then since = SinceOf(FoundTable(NAMES_BEGIN & name).Comment, FORMAT_OF_ROWS & " " & ONLY)
        LoadTable CStr(name), since
    Next name
End Sub

Private Sub LoadTable(ByVal name As String, ByVal since As String)
    Dim described As String
    Dim table As Variant
    Dim kinds As Variant
    Dim before As Variant
    Dim asOf As String
    Dim list As Object
    If mToken = "" Then mToken = TokenOf(ARCHIVE & "\serve-token", "The token: what stands in the file serve-token in the folder of the archive.")
    described = DescriptionOf(ReplyText(SERVER & "/tables", mToken), name)
    ' These two always come whole.
    If name = "coverage" Or name = "people" Then since = ""
    table = Pages(name, since, asOf)
    ' JSON without rows has no names of columns either; nothing is new then.
    If IsEmpty(table) And since <> "" Then Exit Sub
    If IsEmpty(table) Then Err.Raise NO_TABLE, "ChatledgerTables", "The server sent no rows of " & name & ": nothing was changed."
    TypeCells table, KindsOf(table, described)
    If since <> "" Then
        Set list = FoundTable(NAMES_BEGIN & name)
        If Not list Is Nothing Then before = TableOfSheet(list)
        If Not IsEmpty(before) Then table = MergedByKey(before, table, JsonList(CStr(JsonField(described, "key"))))
    End If
    kinds = KindsOf(table, described)
    WriteTable NAMES_BEGIN & name, name, table, kinds, NoteOf(asOf, FORMAT_OF_ROWS & " " & ONLY)
    Application.StatusBar = False
End Sub

' All pages of a table. asOf is that of the first, so that nothing is missed that comes in between.
Private Function Pages(ByVal name As String, ByVal since As String, ByRef asOf As String) As Variant
    Dim tables() As Variant
    Dim page As Variant
    Dim text As String
    Dim after As String
    Dim count As Long
    Dim rows As Long
    Pages = Empty
    Do
        text = ReplyText(PageAddress(SERVER, name, FORMAT_OF_ROWS, ONLY, since, PAGE_ROWS, after), mToken)
        If asOf = "" Then asOf = ReplyHeader("X-Chatledger-As-Of")
        after = ReplyHeader("X-Chatledger-Next")
        If FORMAT_OF_ROWS = "json" Then page = JsonTable(text) Else page = CsvTable(text)
        text = ""
        If Not IsEmpty(page) Then
            ReDim Preserve tables(0 To count)
            tables(count) = page
            count = count + 1
            rows = rows + UBound(page, 1)
            Application.StatusBar = name & ": " & rows & " rows"
            DoEvents
        End If
    Loop While after <> ""
    If count > 0 Then Pages = JoinedTables(tables, count)
End Function

' The address of a page; an empty since, after or only is left out.
Public Function PageAddress(ByVal root As String, ByVal name As String, ByVal ending As String, ByVal only As String, ByVal since As String, ByVal limit As Long, ByVal after As String) As String
    PageAddress = root & "/tables/" & UrlText(name) & "." & ending & "?limit=" & limit
    If ending = "csv" Then PageAddress = PageAddress & "&csv-profile=rfc4180"
    If only <> "" Then PageAddress = PageAddress & "&" & only
    If since <> "" Then PageAddress = PageAddress & "&since=" & UrlText(since)
    If after <> "" Then PageAddress = PageAddress & "&after=" & UrlText(after)
End Function

' The object of one table in the list of all.
Public Function DescriptionOf(ByVal tables As String, ByVal name As String) As String
    Dim described As Variant
    For Each described In JsonList(tables)
        If JsonField(CStr(described), "name") = name Then
            DescriptionOf = described
            Exit Function
        End If
    Next described
    Err.Raise NO_TABLE, "ChatledgerTables", "There is no table " & name & "."
End Function

' The kinds of the columns that a table has; of those that are not described (names beside ids, your own) by their cells.
Public Function KindsOf(ByRef table As Variant, ByVal described As String) As Variant
    Dim kinds As Variant
    Dim columns As Variant
    Dim nameColumn As Long
    Dim typeColumn As Long
    Dim i As Long
    Dim j As Long
    columns = JsonTable(CStr(JsonField(described, "columns")))
    nameColumn = ColumnIndex(columns, "name")
    typeColumn = ColumnIndex(columns, "type")
    kinds = KindsOfCells(table)
    For j = 0 To UBound(table, 2)
        For i = 1 To UBound(columns, 1)
            If columns(i, nameColumn) = table(0, j) Then kinds(j) = KindOfType(CStr(columns(i, typeColumn)))
        Next i
    Next j
    KindsOf = kinds
End Function

' What is noted with a table: up to when it is, and what was asked for.
Public Function NoteOf(ByVal asOf As String, ByVal only As String) As String
    NoteOf = "chatledger as of " & asOf & " only " & only
End Function

' Since when to ask; empty if the note is none, or something else was asked for: then the table is loaded whole.
Public Function SinceOf(ByVal note As String, ByVal only As String) As String
    Dim words As Variant
    words = Split(note, " ")
    If UBound(words) < 3 Then Exit Function
    If note = NoteOf(CStr(words(3)), only) Then SinceOf = words(3)
End Function

' A text as a part of an address: UTF-8 in hexadecimal, but for letters and digits.
Public Function UrlText(ByVal text As String) As String
    Dim i As Long
    Dim code As Long
    Dim following As Long
    For i = 1 To Len(text)
        code = AscW(Mid$(text, i, 1)) And &HFFFF&
        If code >= 55296 And code <= 56319 And i < Len(text) Then
            following = AscW(Mid$(text, i + 1, 1)) And &HFFFF&
            If following >= 56320 And following <= 57343 Then
                code = 65536 + (code - 55296) * 1024 + following - 56320
                i = i + 1
            End If
        End If
        If code >= 55296 And code <= 57343 Then code = 65533
        Select Case code
            Case 45, 46, 48 To 57, 65 To 90, 95, 97 To 122, 126
                UrlText = UrlText & ChrW$(code)
            Case Is < 128
                UrlText = UrlText & HexByte(code)
            Case Is < 2048
                UrlText = UrlText & HexByte(192 + code \ 64) & HexByte(128 + code Mod 64)
            Case Is < 65536
                UrlText = UrlText & HexByte(224 + code \ 4096) & HexByte(128 + (code \ 64) Mod 64) & HexByte(128 + code Mod 64)
            Case Else
                UrlText = UrlText & HexByte(240 + code \ 262144) & HexByte(128 + (code \ 4096) Mod 64) & HexByte(128 + (code \ 64) Mod 64) & HexByte(128 + code Mod 64)
        End Select
    Next i
End Function

Private Function HexByte(ByVal value As Long) As String
    HexByte = "%" & Right$("0" & Hex$(value), 2)
End Function
