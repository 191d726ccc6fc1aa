/** What sign-in and account refusals mean, as message keys. */
const KEYS: Record<string, string> = {
  username_password_mismatch: "refusal.mismatch",
  email_password_mismatch: "refusal.mismatch",
  too_many_login_attempts: "refusal.lockedOut",
  rate_limited: "refusal.lockedOut",
  incorrect_code: "refusal.incorrectCode",
  code_reused: "refusal.codeReused",
  enter_current_password: "refusal.currentPassword",
  incorrect_password: "refusal.currentPassword",
  account_inactive: "refusal.inactive",
  required: "refusal.required",
  password_too_short: "refusal.passwordShort",
  password_too_common: "refusal.passwordCommon",
  password_entirely_numeric: "refusal.passwordNumeric",
  password_too_similar: "refusal.passwordSimilar",
  upstream_unknown: "refusal.upstreamUnknown",
  upstream_inactive: "refusal.upstreamInactive",
  upstream_down: "refusal.upstreamDown",
  upstream_state: "refusal.upstreamState",
  upstream_cancelled: "refusal.upstreamCancelled",
  upstream_failed: "refusal.upstreamFailed",
};

export function refusalKey(code: string): string {
  return KEYS[code] ?? "refusal.other";
}
