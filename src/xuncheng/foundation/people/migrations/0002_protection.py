"""Business tables of people are written only inside acts; the tables of the sign-in are the program's own."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, open_to_program

BUSINESS = ("organisation", "team", "user", "officer", "role", "grant", "apitoken", "numbering")
TECHNICAL = (
    "people_tokenuse",
    "django_session",
    "usersessions_usersession",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
)

# Failed sign-ins are counted where every thread and process sees them and a restart does not forget them.
ATTEMPTS = """
CREATE TABLE people_attempt (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX people_attempt_expires ON people_attempt (expires);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("trail", "0002_database_locks"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        *(only_in_acts(f"people_{name}") for name in BUSINESS),
        *(open_to_program(table) for table in TECHNICAL),
        migrations.RunSQL(ATTEMPTS, "DROP TABLE people_attempt"),
        open_to_program("people_attempt"),
    ]
