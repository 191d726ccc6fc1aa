/** Words for exports, in Chinese. */
export default {
  asked: "提请于",
  askedAt: "提请时间",
  cancel: "取消导出",
  cut: "列表的行数超过一个文件的上限，只含排在前面的行；请缩小范围分次导出。",
  empty: "没有导出任务",
  emptyDetail: "列表超过一千行时，“导出”由系统在后台生成，完成后在这里下载。",
  fetch: "下载",
  fetchUntil: "可下载至",
  file: "文件",
  kept: "保留至",
  note: "按您完成时的权限生成，只有您本人可以下载，保留七日。",
  progress: "已生成 {done} 行，共 {all} 行",
  rows: "行数",
  size: "大小",
  state: "状态",
};
