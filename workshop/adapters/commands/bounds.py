"""How much of an answer is kept, live and recorded alike."""

MAX_OUTPUT_BYTES = 8 * 1024 * 1024
MAX_FILE_BYTES = 1024 * 1024
MAX_LISTED = 4096
