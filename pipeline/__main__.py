"""``python -m pipeline``: the same as the command ``charterwright``."""

from pipeline.cli import run

if __name__ == "__main__":
    run()
