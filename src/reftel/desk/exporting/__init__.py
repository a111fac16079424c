"""A selection of an archive for other programs and people: one module for each form.

Everything comes through a session, so that what its reader may not see changes no byte of it.
"""
