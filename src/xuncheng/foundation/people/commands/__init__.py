"""What is done to people: organisations, users, certificates, rights, signing in. Each function is one act.

What an act starts has the key of the act, so that the same act sent twice cannot start two things.
"""

from xuncheng.foundation.people.commands.certificates import certify_officer, withdraw_certificate
from xuncheng.foundation.people.commands.clients import (
    change_client,
    end_client,
    register_client,
    rotate_client,
)
from xuncheng.foundation.people.commands.filters import drop_filter, save_filter
from xuncheng.foundation.people.commands.organisations import add_organisation, add_team
from xuncheng.foundation.people.commands.rights import (
    end_grant,
    give_grant,
    set_role,
)
from xuncheng.foundation.people.commands.sessions import (
    RefusedSignIn,
    change_second_factor,
    close_session,
    open_session,
    refuse_session,
    refuse_unknown,
)
from xuncheng.foundation.people.commands.tokens import issue_token, revoke_token, rotate_token
from xuncheng.foundation.people.commands.users import (
    add_user,
    change_profile,
    deactivate_user,
    move_user,
    restore_user,
    set_password,
)

__all__ = [
    "RefusedSignIn",
    "add_organisation",
    "add_team",
    "add_user",
    "certify_officer",
    "change_client",
    "change_profile",
    "change_second_factor",
    "close_session",
    "deactivate_user",
    "drop_filter",
    "end_client",
    "end_grant",
    "give_grant",
    "issue_token",
    "move_user",
    "open_session",
    "refuse_session",
    "refuse_unknown",
    "register_client",
    "restore_user",
    "revoke_token",
    "rotate_client",
    "rotate_token",
    "save_filter",
    "set_password",
    "set_role",
    "withdraw_certificate",
]
