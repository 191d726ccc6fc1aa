import { readMatter, readPublication, type ActDefinition, type CaseDetail, type NamedRef, type ReportDetail } from "@xuncheng/client";
import { formatDate, toFields, type Prefill } from "@xuncheng/ui";

import { useSession } from "../stores/session.ts";
import { redactedCopies } from "./case/redacted.ts";
import { versionOn } from "./case/useFineHints.ts";

const WAITING_EVIDENCE = "collected";

function pointingAt(refs: readonly (NamedRef | null)[]): Prefill["names"] {
  return Object.fromEntries(refs.flatMap((one) => (one ? [[one.id, one.name]] : [])));
}

/** The values as far as the act asks for them, with the names of what they point at. */
function asked(definition: ActDefinition, values: Prefill["values"], refs: readonly (NamedRef | null)[]): Prefill {
  const names = new Set(toFields(definition.schema).map((field) => field.name));
  const wanted = Object.entries(values).filter(([name, value]) => names.has(name) && value !== undefined);
  return { values: Object.fromEntries(wanted), names: pointingAt(refs) };
}

function myself(): NamedRef | null {
  const { me } = useSession();
  return me?.officer?.certified ? { id: me.officer.id, name: me.name } : null;
}

/** What a report says about the case that is started from it, or about an act on itself. */
export async function fromReport(definition: ActDefinition, report: ReportDetail): Promise<Prefill> {
  if (definition.on !== null) return { values: {}, names: {} };
  const versions = report.matter ? await readMatter(report.matter.code) : [];
  const matter = versionOn(versions, formatDate(report.submitted_at));
  const me = myself();
  const values = {
    report: report.id,
    matter: matter?.id,
    officers: me ? [me.id] : undefined,
    summary: report.text,
    place: report.address,
    happened_on: formatDate(report.submitted_at),
  };
  return asked(definition, values, [
    { id: report.id, name: report.number },
    matter && { id: matter.id, name: matter.name.zh },
    me,
  ]);
}

/** Who collected the newest evidence: most likely who acts again. Before there is any, the person himself. */
function officersOf(file: CaseDetail): NamedRef[] {
  const last = [...file.evidence].sort((a, b) => b.collected_at.localeCompare(a.collected_at))[0];
  const me = myself();
  return last?.officers ?? (me ? [me] : []);
}

/** Of which period of the publication the acts tell that show something. */
const SHOWING: Record<string, string> = {
  "publication.publish": "publication",
  "publication.publish_order": "publication_order",
  "publication.update": "publication_update",
  "publication.update_order": "publication_order_update",
};

/** What would be shown, masked, for as long as it may be: the head reads it over before he publishes it. */
async function shownOf(definition: ActDefinition, file: CaseDetail): Promise<Prefill["values"]> {
  const code = SHOWING[definition.name];
  if (!code) return {};
  const { tasks, entries } = await readPublication(file.id);
  const preview = tasks.find((task) => task.code === code)?.preview;
  if (!preview) return {};
  const shown = new Set(entries.filter((one) => one.number === preview.number).flatMap((one) => one.photos.map((photo) => photo.sha256)));
  const photos = redactedCopies(file).filter((one) => shown.has(one.sha256)).map((one) => one.id);
  return { account: preview.account, shown_until: preview.most ?? undefined, photos };
}

/** The sum that an act on money most likely enters; other acts on a fine enter the fine. */
function sumFor(act: string, file: CaseDetail): string | undefined {
  const sums: Record<string, string | null> = { "fine.pay": file.dues.instalment, "latefee.impose": file.dues.late_fee };
  return (act in sums ? sums[act] : file.amount) ?? undefined;
}

/** What a case says about the fields of an act on it. */
export async function fromCase(definition: ActDefinition, file: CaseDetail): Promise<Prefill> {
  const officers = officersOf(file);
  const waiting = file.evidence.filter((one) => one.state.code === WAITING_EVIDENCE);
  const unserved = file.documents.filter((one) => !one.served);
  const values = {
    officers: officers.length ? officers.map((one) => one.id) : undefined,
    accepted: waiting.map((one) => one.id),
    place: file.place,
    receiver: file.party.name,
    payer: file.party.name,
    amount: sumFor(definition.name, file),
    received_on: formatDate(new Date()),
  };
  Object.assign(values, await shownOf(definition, file));
  const refs = [...officers, ...redactedCopies(file), ...[...waiting, ...unserved].map((one) => ({ id: one.id, name: one.title }))];
  return asked(definition, values, refs);
}
