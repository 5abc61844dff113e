"""The file formats we read and write, one module each."""
