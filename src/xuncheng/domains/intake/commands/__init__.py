"""What is done to reports (案源): from the first notice to the answer. Each function is one act; the road is `rules.reporting`."""

from xuncheng.domains.intake.commands.classifying import keep_classifier
from xuncheng.domains.intake.commands.entering import submit_report
from xuncheng.domains.intake.commands.extending import ask_extension, extend_report, refuse_extension
from xuncheng.domains.intake.commands.following_up import (
    supplement_report,
    urge_report,
    withdraw_report,
)
from xuncheng.domains.intake.commands.joining import contribute, join_others, release_task
from xuncheng.domains.intake.commands.looking import look_at_reporter
from xuncheng.domains.intake.commands.merging import (
    answer_with_lead,
    merge_report,
    regroup_report,
    unmerge_report,
)
from xuncheng.domains.intake.commands.senders import change_sender, register_sender, retire_sender
from xuncheng.domains.intake.commands.steps import (
    answer_report,
    check_report,
    conclude_report,
    correct_report,
    dispatch_report,
    dispute_report,
    handle_report,
    judge_report,
    reject_report,
    return_report,
    take_up_report,
    verify_report,
)
from xuncheng.domains.intake.commands.supervising import report_back, supervise_report

__all__ = [
    "answer_report",
    "answer_with_lead",
    "ask_extension",
    "change_sender",
    "check_report",
    "conclude_report",
    "contribute",
    "correct_report",
    "dispatch_report",
    "dispute_report",
    "extend_report",
    "handle_report",
    "join_others",
    "judge_report",
    "keep_classifier",
    "look_at_reporter",
    "merge_report",
    "refuse_extension",
    "register_sender",
    "regroup_report",
    "reject_report",
    "release_task",
    "report_back",
    "retire_sender",
    "return_report",
    "submit_report",
    "supervise_report",
    "supplement_report",
    "take_up_report",
    "unmerge_report",
    "urge_report",
    "verify_report",
    "withdraw_report",
]
