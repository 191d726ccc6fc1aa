import type { CaseDetail } from "@xuncheng/client";

const ACCEPTED = "accepted";

type Copy = CaseDetail["evidence"][number]["files"][number]["copies"][number];

/** The redacted copies of the photos in accepted evidence of a case. */
export function redactedCopies(file: Pick<CaseDetail, "evidence">): Copy[] {
  return file.evidence.filter((one) => one.state.code === ACCEPTED).flatMap((one) => one.files.flatMap((photo) => photo.copies));
}
