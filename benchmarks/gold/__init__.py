"""Gold values of real telegrams, one module a layout: read off by eye, beside what is read now.

Each module has `documents(folder)`, which yields each document with its values.
"""
