/** Words for exports, in English. */
export default {
  asked: "Asked for",
  askedAt: "Asked for",
  cancel: "Cancel the export",
  cut: "The list has more rows than a file holds: these are the first of them. Narrow the list and export it in parts.",
  empty: "No exports",
  emptyDetail: "Lists of more than a thousand rows are made into files in the background, to be fetched here.",
  fetch: "Download",
  fetchUntil: "Can be fetched until",
  file: "File",
  kept: "Kept until",
  note: "Made of what you may see at that time, for you alone, and kept for seven days.",
  progress: "{done} of {all} rows",
  rows: "Rows",
  size: "Size",
  state: "State",
};
