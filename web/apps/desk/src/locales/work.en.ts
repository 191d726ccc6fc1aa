/** Words for what waits for somebody, in English. */
export default {
  case: "Case",
  count: "{n} thing waits | {n} things wait",
  emptyDetail: "New reports, cases and deadlines appear here.",
  emptyTitle: "Nothing waits for you",
  later: "In time",
  more: "More",
  near: "Due soon",
  open: "Open",
  overdue: "Overdue",
  refresh: "Something changed: refresh",
  report: "Report",
};
