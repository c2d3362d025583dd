"""How much of a file is read: beyond these it is no law, or somebody's trap."""

FILE_BYTES = 60_000_000
UNPACKED_BYTES = 150_000_000  # of a Word file, which is a zip
PAGES = 3000
CHARACTERS = 12_000_000
LINES = 400_000
MEMORY = 3_000_000_000
SILENCE = 8.0  # seconds in which a reader must get one page, or one step, further
