"""How rows fit what is there: in which area each lies, whether it is there already, and whether whoever asks may write there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xuncheng.domains.legacy import queries
from xuncheng.domains.legacy.reading import TableRow
from xuncheng.domains.subjects.queries import keys_by_identity
from xuncheng.foundation.places.queries import areas, paths_at
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.importing.mapping import TableMapping
from xuncheng.rules.importing.rows import CellFault, Taken, take_row
from xuncheng.rules.importing.targets import Goes
from xuncheng.rules.legal import Text

OFFICES = ("办事处", "人民政府", "镇政府")
FRESH, KNOWN, CHANGED, REFUSED = "fresh", "known", "changed", "refused"


@dataclass(slots=True)
class Draft:
    """A row on its way in: what it says, where it lies, and what is to become of it (`fate`)."""

    row: TableRow
    taken: Taken
    area_path: str = ""
    fate: str = FRESH
    remarks: list[CellFault] = field(default_factory=list)

    def refuse(self, fault: CellFault) -> None:
        """Do not take it in, for this reason."""
        self.fate = REFUSED
        self.remarks.append(fault)


class Fitting:
    """Fits rows of one import. `reach` are the area paths in which whoever asks may import, `home` where rows without an area go."""

    def __init__(self, mapping: TableMapping, viewer: Viewer, reach: Sequence[str], home: str) -> None:
        self.mapping, self.viewer, self.reach, self.home = mapping, viewer, tuple(reach), home
        self._names: dict[str, list[str]] = defaultdict(list)
        self._codes: dict[str, str] = {}
        self._numbers: set[str] = set()
        """Numbers of parties that are registered, or that a row before had: one number is one party."""
        for name, code, path in areas().order_by("path").values_list("name", "code", "path"):
            self._names[name].append(path)
            self._codes[code] = path

    def fit(self, rows: Iterable[TableRow]) -> list[Draft]:
        """What is to become of these rows. A few statements for all of them, whatever their number."""
        drafts = [Draft(row, take_row(self.mapping, row.cells)) for row in rows]
        self._locate(drafts)
        for draft in drafts:
            self._judge(draft)
        self._compare([draft for draft in drafts if draft.fate == FRESH])
        return drafts

    def _locate(self, drafts: Sequence[Draft]) -> None:
        """Each row's area: what the table says, else where its point lies, else the area of the import."""
        lost: list[Draft] = []
        for draft in drafts:
            written = draft.taken.text("area")
            if written and not (self.mapping.area_by == "point" and draft.taken.position):
                self._by_words(draft, written)
            elif draft.taken.position:
                lost.append(draft)
            else:
                draft.area_path = self.home
        found = paths_at([draft.taken.position for draft in lost if draft.taken.position])
        for draft, path in zip(lost, found, strict=True):
            draft.area_path = path or ""
            if not path:
                told = Text("坐标不在本区范围内", "The position lies outside the district")
                draft.refuse(CellFault("longitude", self._heading("longitude"), "outside_district", told))

    def _by_words(self, draft: Draft, written: str) -> None:
        paths = self._called(written)
        if len(paths) == 1:
            draft.area_path = paths[0]
            return
        told, code = Text(f"没有区域“{written}”", f"There is no area “{written}”"), "area_unknown"
        if paths:
            told = Text(
                f"有{len(paths)}个区域名为“{written}”，请改用代码",
                f"{len(paths)} areas are called “{written}”: use codes",
            )
            code = "area_ambiguous"
        draft.refuse(CellFault("area", self._heading("area"), code, told))

    def _called(self, written: str) -> list[str]:
        """Areas of that code or name; of a street and a community of one name it is the street."""
        if written in self._codes:
            return [self._codes[written]]
        if self.mapping.area_by == "code":
            return []
        bare = written
        for office in OFFICES:
            bare = bare.removesuffix(office)
        found = self._names.get(written) or self._names.get(bare) or []
        shortest = min(map(len, found), default=0)
        return [path for path in found if len(path) == shortest]

    def _judge(self, draft: Draft) -> None:
        for fault in draft.taken.faults:
            draft.refuse(fault)
        if draft.row.twin:
            told = Text(f"与第{draft.row.twin}行的编号相同", f"The same number as row {draft.row.twin}")
            draft.refuse(CellFault("", "、".join(self.mapping.key)[:100], "row_twice", told))
        if draft.area_path and not draft.area_path.startswith(self.reach):
            told = Text("您没有在该区域导入数据的权限", "You have no grant to import in this area")
            draft.refuse(CellFault("area", self._heading("area"), "no_grant", told))

    def _compare(self, drafts: Sequence[Draft]) -> None:
        """What was taken in before is known; where the table says otherwise now, that is remarked and nothing changes."""
        target, system = self.mapping.target, self.mapping.name
        digests = queries.digests(target.code, system, [draft.row.key for draft in drafts])
        if target.goes is Goes.PARTIES:
            self._numbers |= keys_by_identity(
                self.viewer, [one.taken.text("identity") for one in drafts]
            ).keys()
        for draft in drafts:
            before, number = digests.get(draft.row.key), draft.taken.text("identity")
            if before is None and number not in self._numbers:
                self._numbers |= {number} - {""}
                continue
            draft.fate = KNOWN if before in (None, draft.row.digest) else CHANGED
            if draft.fate == CHANGED:
                told = Text(
                    "此前已导入，表中内容与当时不同，未作更改",
                    "Taken in before; it says otherwise now; nothing changed",
                )
                draft.remarks.append(CellFault("", "", "row_changed", told))  # fmt: skip

    def _heading(self, name: str) -> str:
        return next((rule.heading for rule in self.mapping.columns if rule.field.name == name), "")
