"""What the executable starts with: workers are this same programme, started anew."""

import multiprocessing

multiprocessing.freeze_support()
if __name__ == "__main__":
    from curranalyser.cli.main import run

    run()
