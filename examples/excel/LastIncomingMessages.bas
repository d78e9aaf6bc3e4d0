Attribute VB_Name = "LastIncomingMessages"
' The method LastIncomingMessages into an Excel table, a row for each message. Macro to run (Alt+F8): GetLastIncomingMessages.
'
' Run it again as often as you like: messages that come again are replaced, those that the journal no longer shows stay. SERVER is
' the apiUrl of your instance, or http://127.0.0.1:7870 with chatledger serve. The token is asked for and kept nowhere.
' Needs the modules HttpReply, JsonReader, TableRows and SheetTable, and Windows.
Option Explicit

Private Const SERVER As String = "https://1101.api.green-api.com"
Private Const ID_INSTANCE As String = "1101000001"
Private Const MINUTES As Long = 1440
' A file that holds the token and nothing else; if it is not there, the token is asked for.
Private Const TOKEN_FILE As String = ""
' The service tells times in UTC: 3 for Moscow.
Private Const HOURS_FROM_UTC As Double = 0

Private Const TABLE_NAME As String = "LastIncomingMessages"
Private Const FIRST_COLUMNS As String = "sentAt typeMessage chatId senderId senderName senderContactName text idMessage"
Private Const NO_MESSAGES As Long = 5110

Private mToken As String

Public Sub GetLastIncomingMessages()
    Dim records As Variant
    Dim table As Variant
    Dim before As Variant
    Dim kinds As Variant
    Dim list As Object
    On Error GoTo Failed
    If mToken = "" Then mToken = TokenOf(TOKEN_FILE, "The token of instance " & ID_INSTANCE & " (apiTokenInstance), or serve-token of chatledger serve.")
    records = JsonTable(ReplyText(JournalAddress(SERVER, ID_INSTANCE, mToken, MINUTES)), True)
    If IsEmpty(records) Then
        Err.Raise NO_MESSAGES, TABLE_NAME, "No messages in the last " & MINUTES & " minutes. If there should be some: is incomingWebhook on, and the instance authorised?"
    End If
    table = MessageRows(records, HOURS_FROM_UTC)
    Set list = FoundTable(TABLE_NAME)
    If Not list Is Nothing Then before = TableOfSheet(list)
    If Not IsEmpty(before) Then table = MergedByKey(before, table, Array("chatId", "idMessage"))
    kinds = KindsOfCells(table)
    kinds(ColumnIndex(table, "sentAt")) = "time"
    WriteTable TABLE_NAME, TABLE_NAME, table, kinds, ""
    Exit Sub
Failed:
    mToken = ""
    MsgBox Err.Description, vbExclamation, TABLE_NAME
End Sub

Public Function JournalAddress(ByVal root As String, ByVal instance As String, ByVal token As String, ByVal period As Long) As String
    JournalAddress = root & "/waInstance" & instance & "/lastIncomingMessages/" & token & "?minutes=" & period
End Function

' Records as rows: first what everybody looks for, then every other field under its own name, without previews in base64.
Public Function MessageRows(ByRef records As Variant, ByVal hoursFromUtc As Double) As Variant
    Dim rows() As Variant
    Dim others() As Long
    Dim first As Variant
    Dim count As Long
    Dim place As Long
    Dim i As Long
    Dim j As Long
    first = Split(FIRST_COLUMNS, " ")
    ReDim others(0 To UBound(records, 2))
    For j = 0 To UBound(records, 2)
        others(j) = -1
        If Not IsLeftOut(CStr(records(0, j)), first) Then
            others(j) = UBound(first) + 1 + count
            count = count + 1
        End If
    Next j
    ReDim rows(0 To UBound(records, 1), 0 To UBound(first) + count)
    For j = 0 To UBound(first)
        rows(0, j) = first(j)
        place = ColumnIndex(records, CStr(first(j)))
        For i = 1 To UBound(records, 1)
            Select Case first(j)
                Case "sentAt"
                    rows(i, j) = SentAt(records, i, hoursFromUtc)
                Case "text"
                    rows(i, j) = TextOf(records, i)
                Case Else
                    If place >= 0 Then rows(i, j) = records(i, place)
            End Select
            If VarType(rows(i, j)) = vbString Then rows(i, j) = CellText(CStr(rows(i, j)))
        Next i
    Next j
    For j = 0 To UBound(records, 2)
        If others(j) >= 0 Then
            rows(0, others(j)) = records(0, j)
            For i = 1 To UBound(records, 1)
                rows(i, others(j)) = records(i, j)
                If VarType(records(i, j)) = vbString Then rows(i, others(j)) = CellText(CStr(records(i, j)))
            Next i
        End If
    Next j
    MessageRows = rows
End Function

Private Function IsLeftOut(ByVal name As String, ByRef first As Variant) As Boolean
    Dim taken As Variant
    IsLeftOut = LCase$(Right$(name, 13)) = "jpegthumbnail"
    For Each taken In first
        If taken = name Then IsLeftOut = True
    Next taken
End Function

' timestamp counts seconds since 1970.
Private Function SentAt(ByRef records As Variant, ByVal row As Long, ByVal hoursFromUtc As Double) As Variant
    Dim place As Long
    SentAt = Empty
    place = ColumnIndex(records, "timestamp")
    If place < 0 Then Exit Function
    If VarType(records(row, place)) = vbDouble Then SentAt = 25569 + records(row, place) / 86400 + hoursFromUtc / 24
End Function

' What a message says, wherever its kind keeps it.
Private Function TextOf(ByRef records As Variant, ByVal row As Long) As Variant
    Dim name As Variant
    Dim place As Long
    TextOf = Empty
    For Each name In Array("textMessage", "extendedTextMessage.text", "extendedTextMessageData.text", "caption", "pollMessageData.name", _
        "location.nameLocation", "contact.displayName", "fileName")
        place = ColumnIndex(records, CStr(name))
        If place >= 0 Then
            If VarType(records(row, place)) = vbString Then
                If records(row, place) <> "" Then
                    TextOf = records(row, place)
                    Exit Function
                End If
            End If
        End If
    Next name
End Function
