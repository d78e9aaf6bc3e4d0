Attribute VB_Name = "HttpReply"
' Asks an address and gives the reply as text: only a whole 200 is one, everything else is an error that says what to do.
'
' ServerXMLHTTP keeps no cache, as MSXML2.XMLHTTP does; the bytes are read as UTF-8, where responseText would guess.
' Too many requests (429) and a busy server (503) are asked again up to five times.
Option Explicit

Private Const TRIES As Long = 5
Private Const NO_REPLY As Long = 5104
Private Const BAD_STATUS As Long = 5105
Private Const NO_TOKEN As Long = 5106

Private mRequest As Object

' The body of the reply. With a token, it goes as a header; addresses are never shown, since they may hold one.
Public Function ReplyText(ByVal address As String, Optional ByVal bearer As String = "") As String
    Dim tried As Long
    Dim status As Long
    For tried = 1 To TRIES
        status = Sent(address, bearer)
        If status = 200 Then
            ReplyText = BodyText()
            Exit Function
        End If
        If status <> 429 And status <> 503 Then Exit For
        If tried < TRIES Then Pause ReplyHeader("Retry-After")
    Next tried
    Err.Raise BAD_STATUS, "HttpReply", "The server answered " & status & ". " & AdviceOf(status) & " " & Told()
End Function

' A header of the last reply; empty if it had none.
Public Function ReplyHeader(ByVal name As String) As String
    On Error Resume Next
    ReplyHeader = mRequest.getResponseHeader(name)
End Function

' The token in a file, or else as the user types it; it is kept nowhere else.
Public Function TokenOf(ByVal path As String, ByVal question As String) As String
    Dim file As Integer
    Dim found As String
    Dim isThere As Boolean
    On Error Resume Next
    If path <> "" Then isThere = Dir$(path) <> ""
    On Error GoTo 0
    If isThere Then
        file = FreeFile
        Open path For Input As #file
        If Not EOF(file) Then Line Input #file, found
        Close #file
    Else
        found = InputBox(question, "chatledger")
    End If
    ' A file with line ends of Unix comes as one line.
    found = Trim$(Replace(Replace(found, vbLf, ""), vbCr, ""))
    If found = "" Then Err.Raise NO_TOKEN, "HttpReply", "No token was given."
    TokenOf = found
End Function

Private Function Sent(ByVal address As String, ByVal bearer As String) As Long
    Dim problem As String
    Set mRequest = CreateObject("MSXML2.ServerXMLHTTP.6.0")
    ' Milliseconds to find, reach, send and receive: a large table takes its time before the first byte.
    mRequest.setTimeouts 5000, 10000, 30000, 600000
    mRequest.Open "GET", address, False
    If bearer <> "" Then mRequest.setRequestHeader "Authorization", "Bearer " & bearer
    On Error Resume Next
    mRequest.Send
    problem = Err.Description
    If Err.Number <> 0 Then
        On Error GoTo 0
        Err.Raise NO_REPLY, "HttpReply", "There is no answer: " & Trim$(problem) & " Is chatledger serve running, or the network there?"
    End If
    On Error GoTo 0
    Sent = mRequest.Status
End Function

Private Function BodyText() As String
    Dim stream As Object
    Dim body As Variant
    body = mRequest.responseBody
    If Not IsArray(body) Then Exit Function
    If UBound(body) < LBound(body) Then Exit Function
    Set stream = CreateObject("ADODB.Stream")
    stream.Type = 1
    stream.Open
    stream.Write body
    stream.Position = 0
    stream.Type = 2
    stream.Charset = "utf-8"
    BodyText = stream.ReadText(-1)
    stream.Close
End Function

' What the server says is wrong, if it says it as {"statusCode": 400, "message": "..."}.
Private Function Told() As String
    On Error Resume Next
    Told = CStr(JsonField(BodyText(), "message"))
End Function

Private Sub Pause(ByVal seconds As String)
    Dim length As Double
    length = Val(seconds)
    If length < 1 Then length = 1
    If length > 60 Then length = 60
    Application.Wait Now + length / 86400
End Sub

Private Function AdviceOf(ByVal status As Long) As String
    Select Case status
        Case 400
            AdviceOf = "A setting at the top of the module is wrong."
        Case 401
            AdviceOf = "The token is wrong: run the macro again, and give the one that belongs to this address."
        Case 403
            AdviceOf = "The instance (idInstance) or the token is wrong."
        Case 404
            AdviceOf = "There is no such table or page: look at the settings at the top of the module."
        Case 421
            AdviceOf = "The address has to name this machine: http://127.0.0.1:7870"
        Case 429
            AdviceOf = "It was asked too often: run the macro again in a minute."
        Case 466
            AdviceOf = "The requests of this month are used up."
        Case 500 To 599
            AdviceOf = "Run the macro again in a minute, or look at what the server has written."
    End Select
End Function
