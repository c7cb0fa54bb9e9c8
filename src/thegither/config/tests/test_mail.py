"""Letters kept as files: one file a letter, whatever the memory and the clock do."""

from django.core.mail import EmailMessage

LETTERS = 200


def test_each_letter_has_a_file_of_its_own(settings, tmp_path):
    settings.EMAIL_BACKEND = "thegither.config.mail.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for number in range(LETTERS):
        EmailMessage("A letter", f"number {number}", to=["a@example.org"]).send()
    assert len(list(tmp_path.glob("*.log"))) == LETTERS
