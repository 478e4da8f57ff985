"""What an honest workbook has that a Word document has not, by the names Excel gives it."""

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_EXCEL = "application/vnd.ms-excel."

WORKBOOK_MAIN_TYPE = f"{_SHEET}sheet.main+xml"
WORKBOOK_TEMPLATE_TYPE = f"{_SHEET}template.main+xml"
BINARY_WORKBOOK_MARK = "sheet.binary."

SHEET_TYPES = (
    *(
        f"{_SHEET}{name}+xml"
        for name in (
            "sheet.main",
            "worksheet",
            "chartsheet",
            "styles",
            "sharedStrings",
            "calcChain",
            "comments",
            "table",
            "tableSingleCells",
            "pivotTable",
            "pivotCacheDefinition",
            "pivotCacheRecords",
            "sheetMetadata",
            "userNames",
            "revisionHeaders",
            "revisionLog",
            # What fetches: known, and told as a warning of its own.
            "externalLink",
            "connections",
            "queryTable",
            "volatileDependencies",
        )
    ),
    *(
        f"{_EXCEL}{name}+xml"
        for name in (
            "threadedcomments",
            "person",
            "slicer",
            "slicerCache",
            "timeline",
            "timelineCache",
            "controlproperties",
            "rdrichvalue",
            "rdrichvaluestructure",
            "rdrichvaluetypes",
            "rdarray",
            "richstyles",
            "rdsupportingpropertybag",
            "rdsupportingpropertybagstructure",
            "richvaluerel",
            "featurepropertybag",
            "namedsheetviews",
        )
    ),
    f"{_SHEET}customProperty",
)

OUTSIDE_TYPES = frozenset(
    f"{_SHEET}{name}+xml".lower()
    for name in ("externalLink", "connections", "queryTable", "volatileDependencies")
)

SHEET_RELATIONS = (
    "worksheet",
    "chartsheet",
    "sharedStrings",
    "calcChain",
    "table",
    "tableSingleCells",
    "pivotTable",
    "pivotCacheDefinition",
    "pivotCacheRecords",
    "sheetMetadata",
    "usernames",
    "revisionHeaders",
    "revisionLog",
    "threadedComment",
    "person",
    "slicer",
    "slicerCache",
    "timeline",
    "timelineCache",
    "ctrlProp",
    "customProperty",
    "xmlMaps",
    "rdRichValue",
    "rdRichValueStructure",
    "rdRichValueTypes",
    "rdArray",
    "richStyles",
    "rdSupportingPropertyBag",
    "rdSupportingPropertyBagStructure",
    "richValueRel",
    "FeaturePropertyBag",
    "namedSheetView",
    "externalLink",
    "externalLinkPath",
    "connections",
    "queryTable",
    "volatileDependencies",
)
