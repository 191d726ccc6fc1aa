/** Words for the second officer's signature, in Chinese. */
export default {
  all: "显示全部 {n} 份",
  column: "会签",
  done: "已在“{document}”上签名",
  missing: "未签名",
  note: "您是本文书所列的执法人员，尚未签名。签名后原件不变，您的签名附在其后。",
  open: "查看并签名",
  waiting: "待您签名的文书",
};
