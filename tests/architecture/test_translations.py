"""Every message of the interface is said in French too."""

from django.core.management import call_command


def test_no_message_is_left_untranslated():
    call_command("translations", check=True)
