"""Names of WordprocessingML elements, in the brackets lxml writes them with."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """The full name of an element or attribute of the `w:` namespace."""
    return _WORD + name


BODY = w("body")
RUN = w("r")
HIDDEN = w("vanish")
AUTHOR = w("author")
TYPE = w("type")
DELETED_TEXT = w("delText")
ID = w("id")
COMMENT = w("comment")
COMMENT_START = w("commentRangeStart")
COMMENT_MARK = w("commentReference")
THREAD = _WORD_2012 + "commentEx"
THREAD_PARAGRAPH = _WORD_2012 + "paraId"
THREAD_PARENT = _WORD_2012 + "paraIdParent"
IS_DONE = _WORD_2012 + "done"
PARAGRAPH_ID = _WORD_2010 + "paraId"
FOOTNOTE = w("footnote")
ENDNOTE = w("endnote")
FOOTNOTE_MARK = w("footnoteReference")
ENDNOTE_MARK = w("endnoteReference")
PARAGRAPH = w("p")
PARAGRAPH_PROPERTIES = w("pPr")
NUMBERING = w("numPr")
STYLE = w("pStyle")
VALUE = w("val")
RUN_PROPERTIES = w("rPr")
TABLE = w("tbl")
ROW = w("tr")
ROW_PROPERTIES = w("trPr")
CELL = w("tc")
CELL_PROPERTIES = w("tcPr")
CELL_DELETED = w("cellDel")
CELL_INSERTED = w("cellIns")
TEXT = w("t")
MATH_TEXT = _MATH + "t"
TAB = w("tab")
TAB_STOPS = w("tabs")
POSITIONED_TAB = w("ptab")
BREAK = w("br")
CARRIAGE_RETURN = w("cr")
SOFT_HYPHEN = w("softHyphen")
FIXED_HYPHEN = w("noBreakHyphen")
SYMBOL = w("sym")
CONTROL = w("sdt")
BOOKMARK = w("bookmarkStart")
TAG = w("tag")
ALIAS = w("alias")
CONTROL_PROPERTIES = w("sdtPr")
CONTROL_CONTENT = w("sdtContent")
SHOWING_PLACEHOLDER = w("showingPlcHdr")
CUSTOM_XML = w("customXml")
SMART_TAG = w("smartTag")
INSERTED = w("ins")
DELETED = w("del")
MOVED_HERE = w("moveTo")
MOVED_AWAY = w("moveFrom")
TEXT_BOX = w("txbxContent")
DRAWING = w("drawing")
DRAWING_PROPERTIES = _PLACED + "docPr"
ALTERNATE = _COMPATIBILITY + "AlternateContent"
FALLBACK = _COMPATIBILITY + "Fallback"
CHOICE = _COMPATIBILITY + "Choice"
MERGED_DOWN = w("vMerge")
SPAN = w("gridSpan")
COLUMNS_BEFORE = w("gridBefore")
