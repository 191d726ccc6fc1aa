from __future__ import annotations

from tools.lint.rules.languages import RULE

PATH = "src/xuncheng/domains/cases/commands/opening.py"

GOOD = """
Text("立案", "File the case")
Text(zh="立案", en="File the case")
Text(f"第{number}条", f"Article {number}")
Text("执法证", "Enforcement certificate (执法证)")
Text("12345", "12345")
Text("", "")
Text(name.zh, name.en)
field("经度", "Longitude", "number")
raise Refused("too_late", Text("已逾期", "Too late"))
raise Refused("too_late", Text(f"{a}", f"{b}"))
"""

BAD = """
Text("立案", "")  # <<
Text("", "File the case")  # <<
Text("立案", "立案")  # <<
Text("File the case", "File the case")  # <<
Text(zh="立案", en=" ")  # <<
legal.Text(f"第{number}条", f"第{number}条")  # <<
Annotated[str, field("经度", "", "number")]  # <<
raise Refused("too_late", "已逾期")  # <<
raise FieldError("number", f"号码{number}有误")  # <<
"""


def test_sentences_in_both_languages_pass(finds_marked) -> None:
    assert not finds_marked(RULE, PATH, GOOD)


def test_a_sentence_in_one_language_is_found(finds_marked) -> None:
    assert finds_marked(RULE, PATH, BAD)
