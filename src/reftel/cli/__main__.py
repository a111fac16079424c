"""`python -m reftel.cli`: the command line where its script is not on the path."""

from reftel.cli.app import main

if __name__ == "__main__":
    main()
