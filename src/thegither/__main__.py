"""`python -m thegither` is the same as the `thegither` command."""

from thegither.cli.main import main

if __name__ == "__main__":
    main()
