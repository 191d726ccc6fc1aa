"""HTTP for imports, the report on their rows, and the register of historic records. Bringing a table in and undoing it are acts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from ninja import Router

from xuncheng.domains.legacy import page, queries, schemas
from xuncheng.domains.legacy.queries import OldRecord, RowFault, TableImport
from xuncheng.foundation.people.listing import Column, Listing, serve, with_streets
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

router = Router(tags=["legacy"])


def _faults(viewer: Viewer, query: Any) -> QuerySet[RowFault]:
    found = queries.faults_readable_by(viewer)
    return found.filter(source=query.source) if query.source else found


IMPORTS: Listing[TableImport] = Listing(
    name="imports", title="Imports", about="Tables of former systems that were brought, the newest first",
    query=schemas.ImportQuery, page=schemas.ImportList, sortings=queries.NEWEST_IMPORT, shown=page.import_items,
    found=lambda viewer, _: queries.readable_by(viewer),
    columns=(
        Column("文件", "File", "file_name"), Column("导入为", "Taken in as", "target"), Column("状态", "State", "state"),
        Column("映射", "Mapping", "mapping_name"), Column("映射版本", "Version", "mapping_version"), Column("行数", "Rows", "total"),
        Column("新增", "New", "added"), Column("已有", "Known", "known"), Column("未导入", "Refused", "refused"),
        Column("导入人", "By", "asked_by"), Column("开始时间", "Begun", "begun_at"), Column("结束时间", "Ended", "ended_at"),
    ),
)  # fmt: skip
add_register(
    router,
    Register(
        listing=IMPORTS, one="import", called=Text("该导入", "import"), detail=schemas.ImportOut, door=queries.readable_by,
        shown=page.import_page,
    ),
)  # fmt: skip

FAULTS: Listing[RowFault] = Listing(
    name="import-faults", title="Report on the rows of imports", about="What is wrong with which row of which import",
    query=schemas.ImportFaultQuery, page=schemas.ImportFaultList, sortings=queries.BY_ROW, shown=page.fault_items, found=_faults,
    columns=(
        Column("行", "Row", "row"), Column("列", "Column", "heading"), Column("字段", "Field", "field"), Column("代码", "Code", "code"),
        Column("原因", "Reason", "message"),
    ),
)  # fmt: skip
serve(router, "/import-faults", FAULTS)

RECORDS: Listing[OldRecord] = Listing(
    name="old-records", title="Historic records", about="Closed business of former systems, the newest first unless asked otherwise",
    query=schemas.OldRecordQuery, page=schemas.OldRecordList, sortings=queries.RECORDS_BY, shown=with_streets(page.record_item),
    found=lambda viewer, query: queries.matching(viewer, query.filter()),
    columns=(
        Column("类别", "Kind", "kind"), Column("编号", "Number", "number"), Column("内容", "Title", "title"), Column("日期", "Day", "day"),
        Column("办结日期", "Ended on", "ended_on"), Column("当事人", "Party", "party_name"), Column("地点", "Place", "place"),
        Column("街道", "Street", "street"), Column("罚款金额（元）", "Fine (CNY)", "amount"), Column("处理结果", "Outcome", "outcome"),
    ),
)  # fmt: skip
add_register(
    router,
    Register(
        listing=RECORDS, one="old_record", called=Text("该历史档案", "historic record"), detail=schemas.OldRecordOut,
        door=queries.records_readable_by, shown=page.record_page,
    ),
)  # fmt: skip
