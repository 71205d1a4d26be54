"""The prover: the same conditions as the evaluator, over the whole space of valid intakes at once.

``prove(library)`` asks z3, for every duty the content has, whether some intake breaks it; an intake that does
is given as a counter-example that runs. z3 is a development dependency: nothing else imports this room.
"""
