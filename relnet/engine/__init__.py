"""Array kernels on integer actors: sets of cells, paths, spectra, triads.

Nothing here knows of surveys, waves or names. An ordered pair of actors ``(i, j)`` of a
network of ``n`` is one *cell* and travels as the integer key ``i * n + j``.
"""
