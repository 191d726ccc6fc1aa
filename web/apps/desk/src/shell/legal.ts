/** A page of the menu that only those are shown who may do something there. */
export interface SectionPage {
  key: string;
  /** Message key of its name. */
  label: string;
  under: string;
  /** Whoever may do one of these is shown the page in the menu. */
  acts: readonly string[];
}

/** The pages of the legal section, in the order of the menu. */
export const LEGAL: readonly SectionPage[] = [
  { key: "reviews", label: "nav.reviews", under: "/legality-reviews", acts: ["legality.review", "panel.discuss"] },
  { key: "remedies", label: "nav.remedies", under: "/remedies", acts: ["remedy.lodge", "decision.revoke", "fine.refund"] },
  { key: "contracts", label: "nav.contracts", under: "/contracts", acts: ["contract.submit", "contract.review"] },
  { key: "advices", label: "nav.advice", under: "/advice", acts: ["advice.ask", "advice.give"] },
  { key: "supervisions", label: "nav.supervisions", under: "/supervisions", acts: ["supervision.receive", "decision.revoke"] },
  { key: "lawyers", label: "nav.lawyers", under: "/lawyers", acts: ["lawfirm.register", "decision.revoke"] },
];
