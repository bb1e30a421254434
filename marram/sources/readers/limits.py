"""How much a file may hold, each with its reason. A file past a limit is refused as a whole."""

# What people send are plans and registers of some kilobytes; the largest official lookups, such
# as all wards of the country, stay under ten. More is kept out of a request's memory.
BYTES_AS_SENT = 25 * 1024 * 1024

# A workbook is a zip file. Its sheets shrink ten- to thirtyfold, so eight times the bytes as
# sent leaves room for honest files, and unpacking that much takes seconds, not minutes.
BYTES_UNPACKED = 200 * 1024 * 1024

# Past a hundredfold a zip file is made to do harm, not to carry rows ...
TIMES_UNPACKED = 100
# ... unless it is small: a sheet of equal rows shrinks as well, and cannot hurt.
BYTES_UNPACKED_HARMLESS = 10 * 1024 * 1024

# An honest workbook has some dozens of parts; every part costs memory before a byte is read.
PARTS = 1_000

# Nothing in a spreadsheet nests deeper than some dozens of elements.
XML_DEPTH = 100
# The longest single tag, comment or instruction; the parser must hold each in memory whole.
XML_PIECE = 1024 * 1024

# Tags in all parts together, opening and closing. A million cells with their texts have some
# twelve million; more would keep a processor busy for minutes.
XML_TAGS = 16_000_000

SHEETS = 50

# Somebody has to look through what is proposed before accepting it.
ROWS = 100_000

# The widest statutory return has about a hundred.
COLUMNS = 200

# A comma within quotes is text, so a row may hold more commas than columns, but not without end.
SEPARATORS_IN_A_ROW = 100_000

# Cells are held in memory while they are checked: a million take about 150 megabytes.
CELLS = 1_000_000

# What Excel itself can keep in a cell; one that holds more was not made by a person.
CHARACTERS_IN_A_CELL = 32_767

# In a workbook one long text can be named by a million cells, so bytes alone do not bound the
# text; this is what the largest comma-separated file can hold.
CHARACTERS = BYTES_AS_SENT

# The points of a file of outlines: all wards of the country, generalised, have some 100,000.
# Leaving out what drawing does not need takes some seconds for this many.
OUTLINE_POINTS = 300_000
# Its numbers: two or three a point, and the properties.
OUTLINE_NUMBERS = 3_000_000

# Excel's last row and column: what lies beyond is not a spreadsheet.
LAST_ROW = 1_048_576
