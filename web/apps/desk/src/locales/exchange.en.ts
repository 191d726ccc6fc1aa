/** Words for the exchange of work orders, in English. */
export default {
  at: "When",
  emptyDetail: "Work orders that platforms send by the interface or in folders appear here.",
  emptyTitle: "Nothing came in",
  file: "File",
  kind: "Kind",
  message: "Message",
  note: "Every message of a platform and what became of it; what was told in return, what failed and is sent again stands under “Subscriptions to events”.",
  number: "Work order",
  reason: "Reason",
  report: "Report no.",
  result: "Result",
  row: "{file}, row {row}",
  sender: "Sender",
};
