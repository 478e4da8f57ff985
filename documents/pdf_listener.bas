REM A listener in LibreOffice: it waits in a folder for work, so that each conversion is spared the start.
REM NAME.work asks for NAME.docx as NAME.pdf; NAME.done answers with nothing, or with what went wrong.
REM It ends itself when the process it works for is gone, or when nothing came for ten minutes.
Option Explicit

Const PAUSE = 25
Const PATIENCE = 600

Sub Serve(folder As String, master As String)
    Dim since As Date
    Dim found As String
    since = Now
    Do While FileExists("/proc/" & master & "/stat") And DateDiff("s", since, Now) < PATIENCE
        found = Dir(folder & "/*.work")
        If found = "" Then
            Wait PAUSE
        Else
            since = Now
            Kill folder & "/" & found
            Answer(folder, Left(found, Len(found) - 5))
            since = Now
        End If
    Loop
    StarDesktop.terminate()
End Sub

Sub Answer(folder As String, work As String)
    Dim said As String
    Dim file As Integer
    said = Convert(folder & "/" & work & ".docx", folder & "/" & work & ".pdf")
    file = FreeFile
    Open folder & "/" & work & ".new" For Output As #file
    Print #file, said
    Close #file
    Name folder & "/" & work & ".new" As folder & "/" & work & ".done"
End Sub

Function Convert(source As String, target As String) As String
    Dim document As Object
    On Error GoTo Trouble
    document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, Array( _
        Setting("FilterName", "MS Word 2007 XML"), Setting("Hidden", True), Setting("ReadOnly", True), Setting("MacroExecutionMode", 0), _
        Setting("UpdateDocMode", 0)))
    document.storeToURL(ConvertToURL(target), Array( _
        Setting("FilterName", "writer_pdf_Export"), _
        Setting("FilterData", Array( _
            Setting("SelectPdfVersion", 2), Setting("UseTaggedPDF", True), _
            Setting("ExportBookmarks", True), Setting("DisplayPDFDocumentTitle", True)))))
    document.close(True)
    Convert = ""
    Exit Function
Trouble:
    Convert = "error " & Err
    On Error Resume Next
    document.close(True)
End Function

Function Setting(key As String, value As Variant) As Object
    Dim made As New com.sun.star.beans.PropertyValue
    made.Name = key
    made.Value = value
    Setting = made
End Function
