"""``python -m tests.property SEED`` prints the random intake of a seed, to draft it by hand."""

import sys
from random import Random

from tests.property.intakes import random_intake, yaml_text
from tests.support import real_library

print(yaml_text(random_intake(Random(int(sys.argv[1])), real_library().bank)))
