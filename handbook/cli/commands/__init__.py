"""One module for each command, one package for a command of several actions; ``handbook.cli.main`` finds them here.

A module is named as its command (``proof_colour`` is ``proof-colour``; a word that Python keeps for itself has ``_``
behind it) and has ``PLACE``, a number by which help lists the commands; ``HELP``, one line; ``add(parser)``, which adds
the arguments; and ``run(arguments)``, which returns the exit status. ``arguments`` also has ``root``, the project's
folder. A package has ``PLACE``, ``HELP`` and ``add``, and its modules are its actions, by the same rule. What a command
needs is loaded where it needs it: arguments must parse with the standard library alone.
"""
