/** Words for what waits for somebody, in Chinese. */
export default {
  case: "案件",
  count: "{n} 件待办",
  emptyDetail: "有新的案源、案件或期限时会出现在这里。",
  emptyTitle: "手头没有待办事项",
  later: "期限内",
  more: "更多",
  near: "临近到期",
  open: "查看",
  overdue: "已超期",
  refresh: "有更新，点击刷新",
  report: "案源",
};
