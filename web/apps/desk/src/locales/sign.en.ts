/** Words for the second officer's signature, in English. */
export default {
  all: "Show all {n}",
  column: "Second signature",
  done: "You signed “{document}”",
  missing: "not signed",
  note: "This document names you as an officer and lacks your signature. What was issued stays as it is: your signature is appended.",
  open: "Read and sign",
  waiting: "Documents to be signed by you",
};
