"""``python -m tests.golden`` writes the golden records anew; read the difference before you keep it."""

from tests.e2e.drafts import GOLDEN, example, record, stems

for stem in stems():
    (GOLDEN / f"{stem}.json").write_bytes(record(example(stem).drafted))
    print(f"tests/golden/{stem}.json")
