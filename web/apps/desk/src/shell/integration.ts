import type { SectionPage } from "./legal.ts";

/** The pages about other systems, in the order of the menu. */
export const INTEGRATION: readonly SectionPage[] = [
  { key: "exchange", label: "nav.exchange", under: "/exchange", acts: ["webhook.subscribe", "report.verify"] },
  { key: "senders", label: "nav.senders", under: "/senders", acts: ["sender.register"] },
  { key: "webhooks", label: "nav.webhooks", under: "/webhooks", acts: ["webhook.subscribe"] },
  { key: "imports", label: "nav.imports", under: "/imports", acts: ["import.begin"] },
];
