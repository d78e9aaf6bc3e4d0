Attribute VB_Name = "JsonReader"
' Reads JSON into rows and cells: an array of objects becomes a table, row 0 the names, then a row for each object.
'
' Objects and arrays within them stay JSON text, for JsonList and JsonTable to read further; on request, fields of objects
' within objects become columns whose names have dots (extendedTextMessage.text). Whole numbers of more than
' 15 digits stay text, since Excel would lose the rest; null is Empty.
' Nothing here is a part of Excel or Windows.
Option Explicit

Private Const DEEPEST As Long = 20
Private Const MOST_COLUMNS As Long = 16384
Private Const BAD_JSON As Long = 5101

Private mText As String
Private mAt As Long
Private mEscape As Long

Private mNames() As String
Private mNameCount As Long
Private mHint As Long
Private mDeepest As Long

Private mRow As Long
Private mCellRows() As Long
Private mCellColumns() As Long
Private mCells() As Variant
Private mCellCount As Long

' The table of an array of objects; Empty if it has none.
Public Function JsonTable(ByVal text As String, Optional ByVal withDots As Boolean = False) As Variant
    Dim table() As Variant
    Dim i As Long
    JsonTable = Empty
    OpenText text
    OpenTable
    If withDots Then mDeepest = DEEPEST Else mDeepest = 1
    Expect "["
    If Not Took("]") Then
        Do
            mRow = mRow + 1
            mHint = -1
            ReadMembers "", 1
        Loop While Took(",")
        Expect "]"
    End If
    ExpectEnd
    If mRow = 0 Or mNameCount = 0 Then Exit Function
    ReDim table(0 To mRow, 0 To mNameCount - 1)
    For i = 0 To mNameCount - 1
        table(0, i) = mNames(i)
    Next i
    For i = 0 To mCellCount - 1
        table(mCellRows(i), mCellColumns(i)) = mCells(i)
    Next i
    JsonTable = table
End Function

' The items of an array, from 0; Empty if it has none. Objects and arrays among them are JSON text.
Public Function JsonList(ByVal text As String) As Variant
    Dim items() As Variant
    Dim count As Long
    JsonList = Empty
    OpenText text
    Expect "["
    If Took("]") Then Exit Function
    Do
        ReDim Preserve items(0 To count)
        items(count) = ReadItem()
        count = count + 1
    Loop While Took(",")
    Expect "]"
    ExpectEnd
    JsonList = items
End Function

' One field of an object; Empty if there is none. An object or array is JSON text.
Public Function JsonField(ByVal text As String, ByVal name As String) As Variant
    Dim field As String
    Dim item As Variant
    JsonField = Empty
    OpenText text
    Expect "{"
    If Took("}") Then Exit Function
    Do
        SkipBlank
        field = ReadText()
        Expect ":"
        item = ReadItem()
        If field = name Then JsonField = item
    Loop While Took(",")
    Expect "}"
    ExpectEnd
End Function

' A number, or its text where it is a whole one of more than 15 digits, such as an id.
Public Function NumberOrText(ByVal token As String) As Variant
    Dim exponent As Long
    exponent = InStr(1, LCase$(token), "e", vbBinaryCompare)
    If exponent > 0 Then
        If Abs(Val(Mid$(token, exponent + 1, 5))) > 300 Then
            NumberOrText = token
            Exit Function
        End If
    ElseIf InStr(1, token, ".", vbBinaryCompare) = 0 And Len(Replace(token, "-", "")) > 15 Then
        NumberOrText = token
        Exit Function
    End If
    NumberOrText = CDbl(Val(token))
End Function

Private Sub OpenText(ByRef text As String)
    mText = text
    mAt = 1
    mEscape = 0
End Sub

Private Sub OpenTable()
    mRow = 0
    mNameCount = 0
    mCellCount = 0
    ReDim mNames(0 To 63)
    ReDim mCellRows(0 To 1023)
    ReDim mCellColumns(0 To 1023)
    ReDim mCells(0 To 1023)
End Sub

Private Sub Fail(ByVal reason As String)
    Err.Raise BAD_JSON, "JsonReader", "The reply is no JSON that can be read: " & reason & " at character " & mAt & "."
End Sub

' 0 to 65535, where AscW alone is negative for half of them.
Private Function CodeAt(ByVal place As Long) As Long
    CodeAt = AscW(Mid$(mText, place, 1)) And &HFFFF&
End Function

Private Sub SkipBlank()
    Do While mAt <= Len(mText)
        Select Case CodeAt(mAt)
            Case 32, 9, 10, 13, 65279
                mAt = mAt + 1
            Case Else
                Exit Sub
        End Select
    Loop
End Sub

Private Function Took(ByVal letter As String) As Boolean
    SkipBlank
    If mAt > Len(mText) Then Exit Function
    If Mid$(mText, mAt, 1) <> letter Then Exit Function
    mAt = mAt + 1
    Took = True
End Function

Private Sub Expect(ByVal letter As String)
    If Not Took(letter) Then Fail letter & " is missing"
End Sub

Private Sub ExpectEnd()
    SkipBlank
    If mAt <= Len(mText) Then Fail "there is more behind the end"
End Sub

Private Sub ReadMembers(ByVal prefix As String, ByVal depth As Long)
    Dim name As String
    Expect "{"
    If Took("}") Then Exit Sub
    Do
        SkipBlank
        name = prefix & ReadText()
        Expect ":"
        SkipBlank
        If mAt > Len(mText) Then Fail "a value is missing"
        If Mid$(mText, mAt, 1) = "{" And depth < mDeepest Then
            ReadMembers name & ".", depth + 1
        Else
            Keep ColumnOf(name), ReadItem()
        End If
    Loop While Took(",")
    Expect "}"
End Sub

Private Function ReadItem() As Variant
    SkipBlank
    If mAt > Len(mText) Then Fail "a value is missing"
    Select Case Mid$(mText, mAt, 1)
        Case """"
            ReadItem = ReadText()
        Case "{", "["
            ReadItem = ReadRaw()
        Case Else
            ReadItem = ReadWord()
    End Select
End Function

Private Sub Keep(ByVal column As Long, ByVal cell As Variant)
    Dim room As Long
    If mCellCount > UBound(mCells) Then
        room = 2 * mCellCount
        ReDim Preserve mCellRows(0 To room)
        ReDim Preserve mCellColumns(0 To room)
        ReDim Preserve mCells(0 To room)
    End If
    mCellRows(mCellCount) = mRow
    mCellColumns(mCellCount) = column
    mCells(mCellCount) = cell
    mCellCount = mCellCount + 1
End Sub

' Objects of a table mostly have the same fields in the same order: the next column is tried first.
Private Function ColumnOf(ByRef name As String) As Long
    Dim i As Long
    mHint = mHint + 1
    If mHint < mNameCount Then
        If StrComp(mNames(mHint), name, vbBinaryCompare) = 0 Then
            ColumnOf = mHint
            Exit Function
        End If
    End If
    For i = 0 To mNameCount - 1
        If StrComp(mNames(i), name, vbBinaryCompare) = 0 Then
            mHint = i
            ColumnOf = i
            Exit Function
        End If
    Next i
    If mNameCount = MOST_COLUMNS Then Fail "there are more than 16384 different fields"
    If mNameCount > UBound(mNames) Then
        ReDim Preserve mNames(0 To 2 * mNameCount)
    End If
    mNames(mNameCount) = name
    mHint = mNameCount
    ColumnOf = mNameCount
    mNameCount = mNameCount + 1
End Function

Private Function ReadText() As String
    Dim start As Long
    Dim closing As Long
    Dim pieces As String
    If mAt > Len(mText) Then Fail "a text is missing"
    If Mid$(mText, mAt, 1) <> """" Then Fail "a text is missing"
    start = mAt + 1
    Do
        closing = InStr(start, mText, """", vbBinaryCompare)
        If closing = 0 Then Fail "a text does not end"
        If mEscape < start Then
            mEscape = InStr(start, mText, "\", vbBinaryCompare)
            If mEscape = 0 Then mEscape = Len(mText) + 1
        End If
        If closing < mEscape Then Exit Do
        pieces = pieces & Mid$(mText, start, mEscape - start) & Unescaped(Mid$(mText, mEscape + 1, 1))
        If Mid$(mText, mEscape + 1, 1) = "u" Then start = mEscape + 6 Else start = mEscape + 2
    Loop
    ReadText = pieces & Mid$(mText, start, closing - start)
    mAt = closing + 1
End Function

Private Function Unescaped(ByVal letter As String) As String
    Select Case letter
        Case """", "\", "/"
            Unescaped = letter
        Case "b"
            Unescaped = ChrW$(8)
        Case "f"
            Unescaped = ChrW$(12)
        Case "n"
            Unescaped = ChrW$(10)
        Case "r"
            Unescaped = ChrW$(13)
        Case "t"
            Unescaped = ChrW$(9)
        Case "u"
            Unescaped = ChrW$(HexOf(Mid$(mText, mEscape + 2, 4)))
        Case Else
            mAt = mEscape
            Fail "an escape is unknown"
    End Select
End Function

Private Function HexOf(ByVal digits As String) As Long
    Dim i As Long
    Dim digit As Long
    Dim code As Long
    mAt = mEscape
    If Len(digits) <> 4 Then Fail "an escape is cut"
    For i = 1 To 4
        digit = InStr(1, "0123456789abcdef", LCase$(Mid$(digits, i, 1)), vbBinaryCompare)
        If digit = 0 Then Fail "an escape is no number"
        code = code * 16 + digit - 1
    Next i
    HexOf = code
End Function

' An object or array as it stands, however deep.
Private Function ReadRaw() As String
    Dim start As Long
    Dim depth As Long
    Dim skipped As String
    start = mAt
    Do
        If mAt > Len(mText) Then Fail "a bracket does not close"
        Select Case Mid$(mText, mAt, 1)
            Case """"
                skipped = ReadText()
            Case "{", "["
                depth = depth + 1
                mAt = mAt + 1
            Case "}", "]"
                depth = depth - 1
                mAt = mAt + 1
            Case Else
                mAt = mAt + 1
        End Select
    Loop While depth > 0
    ReadRaw = Mid$(mText, start, mAt - start)
End Function

Private Function ReadWord() As Variant
    Dim start As Long
    Dim word As String
    start = mAt
    Do While mAt <= Len(mText)
        If InStr(1, "+-.0123456789abcdefghijklmnopqrstuvwxyzE", Mid$(mText, mAt, 1), vbBinaryCompare) = 0 Then Exit Do
        mAt = mAt + 1
    Loop
    word = Mid$(mText, start, mAt - start)
    Select Case word
        Case "true"
            ReadWord = True
        Case "false"
            ReadWord = False
        Case "null"
            ReadWord = Empty
        Case Else
            If Not IsNumber(word) Then
                mAt = start
                Fail "a value is none"
            End If
            ReadWord = NumberOrText(word)
    End Select
End Function

Private Function IsNumber(ByVal word As String) As Boolean
    Dim place As Long
    place = 1
    If Mid$(word, place, 1) = "-" Then place = 2
    If Not SkippedDigits(word, place) Then Exit Function
    If Mid$(word, place, 1) = "." Then
        place = place + 1
        If Not SkippedDigits(word, place) Then Exit Function
    End If
    If LCase$(Mid$(word, place, 1)) = "e" Then
        place = place + 1
        If Mid$(word, place, 1) = "+" Or Mid$(word, place, 1) = "-" Then place = place + 1
        If Not SkippedDigits(word, place) Then Exit Function
    End If
    IsNumber = place > Len(word)
End Function

Private Function SkippedDigits(ByRef word As String, ByRef place As Long) As Boolean
    Dim letter As String
    Do While place <= Len(word)
        letter = Mid$(word, place, 1)
        If letter < "0" Or letter > "9" Then Exit Do
        place = place + 1
        SkippedDigits = True
    Loop
End Function
