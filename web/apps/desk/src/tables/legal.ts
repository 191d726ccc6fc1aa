/** Message key of what came of a contract's review. */
export function resultOf(contract: { passed: boolean | null }): string {
  if (contract.passed === null) return "legal.toReview";
  return contract.passed ? "legal.passed" : "legal.notPassed";
}
