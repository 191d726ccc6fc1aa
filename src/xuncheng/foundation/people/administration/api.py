"""HTTP for administration: the registers of users, roles, grants, tokens, organisations and teams."""

from __future__ import annotations

from typing import Any

from ninja import Router

from xuncheng.foundation.people import roster
from xuncheng.foundation.people.administration import page, queries, schemas
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing
from xuncheng.foundation.people.models import ApiToken, Grant, OidcClient, Organisation, Role, Team, User
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.rules.legal import Text

router = Router(tags=["administration"])

_USERS: Register[User] = Register(
    one="account", called=Text("该用户", "user"), detail=schemas.AccountOut,
    door=queries.accounts_readable_by, shown=page.account_page,
    listing=Listing(
        name="user-register", title="Register of users", query=schemas.UserQuery, page=schemas.Accounts,
        about="Users of the areas that the viewer administers", sortings=queries.USERS,
        found=lambda viewer, query: queries.accounts(viewer, query.wanted()),
        shown=lambda _, rows: [page.account_row(one) for one in rows],
        columns=(
            Column("用户名", "User name", "username"),
            Column("姓名", "Name", "name"),
            Column("类别", "Kind", "kind"),
            Column("机构", "Organisation", lambda _, one: one.organisation.name if one.organisation else ""),
            Column("执法队", "Team", lambda _, one: one.team.name if one.team else ""),
            Column("角色", "Roles", lambda item, _: [one["label"] for one in item["roles"]]),
            Column("执法证号", "Certificate", "certificate"),
            Column("电话", "Phone", "phone"),
            Column("状态", "State", "state"),
        ),
    ),
)  # fmt: skip

_GRANTS: Register[Grant] = Register(
    one="grant", called=Text("该授权", "grant"), detail=schemas.GrantOut,
    door=queries.mandates_readable_by, shown=page.grant_page,
    listing=Listing(
        name="grant-register", title="Register of grants", query=schemas.GrantQuery, page=schemas.Grants,
        about="Grants in the areas that the viewer administers", sortings=queries.GRANTS,
        found=lambda viewer, query: queries.mandates(viewer, query.wanted()),
        shown=lambda _, rows: [page.grant_row(one) for one in rows],
        columns=(
            Column("用户", "User", lambda _, one: one.user.name),
            Column("角色", "Role", "role.label"),
            Column("区域", "Area", lambda _, one: one.area.name),
            Column("起", "From", "since"),
            Column("止", "Until", "until"),
            Column("状态", "State", "state"),
            Column("授予人", "Given by", "granted_by"),
        ),
    ),
)  # fmt: skip

_TOKENS: Register[ApiToken] = Register(
    one="access_token", called=Text("该令牌", "token"), detail=schemas.AccessTokenOut,
    door=queries.keys_readable_by, shown=page.token_page,
    listing=Listing(
        name="token-register", title="Register of tokens", query=schemas.TokenQuery, page=schemas.AccessTokens,
        about="Tokens of users in the areas that the viewer administers", sortings=queries.TOKENS,
        found=lambda viewer, query: queries.keys(viewer, query.wanted()),
        shown=lambda _, rows: [page.token_row(one) for one in rows],
        columns=(
            Column("用途", "Purpose", "name"),
            Column("用户", "User", lambda _, one: one.user.name),
            Column("状态", "State", "state"),
            Column("权限范围", "Opens", "scope"),
            Column("有效期至", "Valid until", "expires_at"),
            Column("最近使用", "Last used", "used_at"),
        ),
    ),
)  # fmt: skip

_CLIENTS: Register[OidcClient] = Register(
    one="client", called=Text("该系统", "system"), detail=schemas.ClientOut,
    door=queries.clients_readable_by, shown=page.client_page,
    listing=Listing(
        name="client-register", title="Register of systems that sign in here", query=schemas.ClientQuery, page=schemas.Clients,
        about="Systems that sign in with our users, for whoever administers the district", sortings=queries.CLIENTS,
        found=lambda viewer, query: queries.clients(viewer, query.wanted()),
        shown=lambda _, rows: [page.client_row(one) for one in rows],
        columns=(
            Column("系统", "System", "name"),
            Column("标识", "Client id", "client_id"),
            Column("状态", "State", "state"),
            Column("有密文", "Has a secret", "confidential"),
            Column("本局系统", "The bureau's own", "first_party"),
            Column("回调地址", "Redirect addresses", lambda _, one: one.redirect_uris),
        ),
    ),
)  # fmt: skip

_ROLES: Register[Role] = Register(
    one="role", called=Text("该角色", "role"), detail=schemas.RoleOut,
    door=queries.roles_readable_by, shown=page.role_page,
    listing=Listing(
        name="role-register", title="Register of roles", query=schemas.RoleQuery, page=schemas.Roles,
        about="Roles, for whoever administers anywhere", sortings=queries.ROLES,
        found=lambda viewer, query: queries.roles(viewer, query.wanted()),
        shown=lambda _, rows: [page.role_row(one) for one in rows],
        columns=(
            Column("代码", "Code", "code"),
            Column("名称", "Name", "label"),
            Column("可查看辖区业务", "Sees the business of the area", "reads"),
            Column("行为", "Acts", lambda _, one: [page.act_name(name)["label"] for name in one.acts]),
            Column("持有人数", "Holders", "holders"),
        ),
    ),
)  # fmt: skip

_ORGANISATIONS: Register[Organisation] = Register(
    one="organisation", called=Text("该机构", "organisation"), detail=schemas.OfficeOut,
    door=queries.offices_readable_by, shown=page.office_page,
    listing=Listing(
        name="organisation-register", title="Register of organisations", query=schemas.OrganisationQuery, page=schemas.Offices,
        about="Organisations of the areas that the viewer administers, from the bureau down", sortings=queries.ORGANISATIONS,
        found=lambda viewer, query: queries.offices(viewer, query.wanted()),
        shown=lambda _, rows: [page.office_row(one) for one in rows],
        columns=(
            Column("代码", "Code", "code"),
            Column("名称", "Name", "name"),
            Column("简称", "Short name", "short"),
            Column("类别", "Kind", "kind"),
            Column("上级机构", "Parent", lambda _, one: one.parent.name if one.parent else ""),
            Column("管辖区域", "Area", lambda _, one: one.area.name),
        ),
    ),
)  # fmt: skip

_TEAMS: Register[Team] = Register(
    one="team", called=Text("该执法队", "team"), detail=schemas.UnitOut,
    door=queries.units_readable_by, shown=page.unit_page,
    listing=Listing(
        name="team-register", title="Register of teams", query=schemas.TeamQuery, page=schemas.Units,
        about="Teams of the areas that the viewer administers", sortings=queries.TEAMS,
        found=lambda viewer, query: queries.units(viewer, query.wanted()),
        shown=lambda _, rows: [page.unit_row(one) for one in rows],
        columns=(
            Column("代码", "Code", "code"),
            Column("名称", "Name", "name"),
            Column("类别", "Kind", "kind"),
            Column("所属机构", "Organisation", lambda _, one: one.organisation.name),
            Column("管辖区域", "Area", lambda _, one: one.area.name),
        ),
    ),
)  # fmt: skip

add_register(router, _USERS)
add_register(router, _GRANTS)
add_register(router, _TOKENS)
add_register(router, _CLIENTS)
add_register(router, _ROLES)
add_register(router, _ORGANISATIONS)
add_register(router, _TEAMS)


@router.post("/user-register/table", response=schemas.UserTableOut, summary="Users from a table")
def take_table(request: ViewerRequest, body: schemas.UserTableIn) -> dict[str, Any]:
    """Add and move users by the rows of a table (CSV), each row by the acts `user.add` and `user.move` of who brings it.

    A row that is refused says why and stops no other; the same table again changes nothing.
    """
    rows = roster.read(body.table, most=roster.MOST)
    return page.table_out(roster.take_in(request.viewer, rows, dry_run=body.dry_run), dry_run=body.dry_run)


@router.get("/act-names", response=schemas.ActNames, summary="Acts to put into a role")
def act_names(request: ViewerRequest) -> dict[str, Any]:
    """The name and label of every act of the house, by name; the same for everybody."""
    return {"items": [page.act_name(name) for name in sorted(REGISTER)]}
