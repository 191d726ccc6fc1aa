/** Words for the exchange of work orders, in Chinese. */
export default {
  at: "时间",
  emptyDetail: "12345、全响应等平台通过接口或者文件夹发来的工单会出现在这里。",
  emptyTitle: "没有来件",
  file: "文件",
  kind: "类型",
  message: "消息编号",
  note: "平台发来的每条消息及其结果；回执的发送、失败和重发见“事件订阅”。",
  number: "工单编号",
  reason: "原因",
  report: "案源编号",
  result: "结果",
  row: "{file}，第 {row} 行",
  sender: "来件单位",
};
