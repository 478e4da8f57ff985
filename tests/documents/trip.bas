' What a person does in LibreOffice Writer, one line of a job file a step, its words parted by tabs.
' \n in a text is a new paragraph. Tables are counted in the order of the page, from 0.

Dim doc As Object

Sub Work(jobFile As String)
  Dim reader As Object, stream As Object, words() As String
  reader = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = createUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(reader.openFileRead(ConvertToURL(jobFile)))
  stream.setEncoding("UTF-8")
  On Error GoTo Broken
  Do While Not stream.isEOF()
    words = Split(stream.readLine(), Chr(9))
    If UBound(words) >= 0 Then
      Note(jobFile & ".step", Join(words, " | "))
      Follow(words)
    End If
  Loop
  StarDesktop.terminate()
  Exit Sub
Broken:
  Note(jobFile & ".error", Erl & " " & Err & " " & Error$ & " " & Join(words, " | "))
  StarDesktop.terminate()
End Sub

' What is being done, for those who wait.
Sub Note(target As String, what As String)
  Dim handle As Integer
  handle = FreeFile()
  Open target For Output As #handle
  Print #handle, Left(what, 200)
  Close #handle
End Sub

Sub Follow(words() As String)
  Select Case words(0)
    Case "open": doc = StarDesktop.loadComponentFromURL(ConvertToURL(words(1)), "_blank", 0, Array())
    Case "type": TypeIn(CellAt(words(1), words(2)), words(3))
    Case "paste": PutIn(CellAt(words(1), words(2)), words(3))
    Case "choose": PickOne(CellAt(words(1), words(2)), words(3))
    Case "row": AddRow(CellAt(words(1), words(2)))
    Case "copy": CopyToEnd(TableAt(words(1)))
    Case "save": StoreTo(words(1), words(2))
    Case "open-book": doc = StarDesktop.loadComponentFromURL(ConvertToURL(words(1)), "_blank", 0, Array(Named("Hidden", True)))
    Case "set": SheetCell(words(1), words(2)).setString(words(3))
    Case "number": SheetCell(words(1), words(2)).setValue(CDbl(words(3)))
    Case "insert": doc.Sheets.getByName(words(1)).Rows.insertByIndex(CLng(words(2)), 1)
    Case "reckon": doc.calculateAll()
  End Select
End Sub

Function CellAt(tableNumber As String, cellName As String) As Object
  CellAt = TableAt(tableNumber).getCellByName(cellName)
End Function

Function TableAt(tableNumber As String) As Object
  Dim blocks As Object, block As Object, remaining As Integer
  blocks = doc.Text.createEnumeration()
  remaining = CInt(tableNumber)
  Do While blocks.hasMoreElements()
    block = blocks.nextElement()
    If block.supportsService("com.sun.star.text.TextTable") Then
      If remaining = 0 Then
        TableAt = block
        Exit Function
      End If
      remaining = remaining - 1
    End If
  Loop
End Function

Function SheetCell(sheetName As String, cellName As String) As Object
  SheetCell = doc.Sheets.getByName(sheetName).getCellRangeByName(cellName)
End Function

' A click in a control that shows its placeholder selects all of it, as Writer itself does.
Function ControlIn(cell As Object) As Object
  Dim portions As Object, portion As Object
  portions = cell.createEnumeration().nextElement().createEnumeration()
  Do While portions.hasMoreElements()
    portion = portions.nextElement()
    If portion.TextPortionType = "ContentControl" Then
      ControlIn = portion.ContentControl
      Exit Function
    End If
  Loop
  ControlIn = Nothing
End Function

Sub TypeIn(cell As Object, typed As String)
  Dim inside As Object, cursor As Object, parts() As String, place As Integer
  inside = ControlIn(cell)
  If IsNull(inside) Then
    cursor = cell.createTextCursor()
    cursor.gotoEnd(False)
  Else
    cursor = inside.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
  End If
  doc.CurrentController.select(cursor)
  parts = Split(typed, "\n")
  For place = 0 To UBound(parts)
    If place > 0 Then Perform(".uno:InsertPara", Array())
    Perform(".uno:InsertText", Array(Named("Text", parts(place))))
  Next
End Sub

Sub PutIn(cell As Object, pasted As String)
  Dim cursor As Object
  cursor = cell.createTextCursor()
  cursor.gotoEnd(False)
  cell.insertString(cursor, pasted, False)
End Sub

Sub PickOne(cell As Object, chosen As String)
  Dim cursor As Object
  cursor = ControlIn(cell).createTextCursor()
  cursor.gotoStart(False)
  cursor.gotoEnd(True)
  cursor.setString(chosen)
End Sub

Sub AddRow(cell As Object)
  Dim cursor As Object
  cursor = cell.createTextCursor()
  cursor.gotoStart(False)
  doc.CurrentController.select(cursor)
  Perform(".uno:InsertRowsAfter", Array())
End Sub

' A whole table marked, copied, and laid after all the rest.
Sub CopyToEnd(table As Object)
  Dim copied As Object, last As Object
  doc.CurrentController.select(table.getCellByName("A1").createTextCursor())
  Perform(".uno:SelectTable", Array())
  copied = doc.CurrentController.getTransferable()
  last = doc.Text.createTextCursor()
  last.gotoEnd(False)
  doc.CurrentController.select(last)
  doc.CurrentController.insertTransferable(copied)
End Sub

Sub StoreTo(target As String, filterName As String)
  doc.storeToURL(ConvertToURL(target), Array(Named("FilterName", filterName)))
  doc.close(True)
End Sub

Sub Perform(order As String, arguments As Variant)
  Dim helper As Object
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(doc.CurrentController.Frame, order, "", 0, arguments)
End Sub

Function Named(key As String, content As Variant) As Object
  Dim pair As New com.sun.star.beans.PropertyValue
  pair.Name = key
  pair.Value = content
  Named = pair
End Function
