"""`python -m ingest` is `photofinish`."""

from ingest.start import main

if __name__ == "__main__":
    main()
