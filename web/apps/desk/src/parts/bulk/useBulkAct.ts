import {
  asProblem,
  newActId,
  performAct,
  readCase,
  readReport,
  type ActRequest,
  type ActResult,
  type PossibleAct,
  type Problem,
} from "@xuncheng/client";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";

export type BulkKind = "report" | "case";

interface Target {
  id: string;
  number: string;
  version: number;
  possible_acts: PossibleAct[];
}

export interface Failure {
  number: string;
  problem: Problem;
}

export interface BulkAct {
  /** Acts that are allowed on every one of the objects. */
  acts: ShallowRef<PossibleAct[] | null>;
  problem: ShallowRef<Problem | null>;
  done: Ref<number>;
  failures: ShallowRef<Failure[]>;
  load: () => Promise<void>;
  /** Does the act on one object after another; throws the first problem when not one was done. */
  perform: (request: ActRequest) => Promise<ActResult>;
}

const READERS: Record<BulkKind, (id: string) => Promise<Target>> = { report: readReport, case: readCase };

/** The acts allowed on all, in the order of the first. */
export function commonActs(targets: readonly { possible_acts: PossibleAct[] }[]): PossibleAct[] {
  const [first, ...others] = targets;
  const allowed = (first?.possible_acts ?? []).filter((act) => act.allowed);
  return allowed.filter((act) => others.every((one) => one.possible_acts.some((own) => own.allowed && own.name === act.name)));
}

/** One act done on many objects: each gets an act of its own with its own id, so that a retry repeats none. */
export function useBulkAct(kind: BulkKind, ids: readonly string[]): BulkAct {
  const acts = shallowRef<PossibleAct[] | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const failures = shallowRef<Failure[]>([]);
  const done = ref(0);
  let waiting: Target[] = [];
  const actIds = new Map<string, string>();

  async function load(): Promise<void> {
    try {
      waiting = await Promise.all(ids.map((id) => READERS[kind](id)));
      acts.value = commonActs(waiting);
      problem.value = null;
    } catch (cause) {
      problem.value = asProblem(cause);
    }
  }

  function idFor(intention: string): string {
    const id = actIds.get(intention) ?? newActId();
    actIds.set(intention, id);
    return id;
  }

  async function performOne(request: ActRequest, target: Target): Promise<ActResult | null> {
    const intention = JSON.stringify([request.name, target.id, request.input]);
    try {
      const result = await performAct({ ...request, id: idFor(intention), target });
      done.value += 1;
      waiting = waiting.filter((one) => one !== target);
      return result;
    } catch (cause) {
      failures.value = [...failures.value, { number: target.number, problem: asProblem(cause) }];
      return null;
    }
  }

  async function perform(request: ActRequest): Promise<ActResult> {
    failures.value = [];
    let last: ActResult | null = null;
    for (const target of [...waiting]) last = (await performOne(request, target)) ?? last;
    const [first] = failures.value;
    if (!last && first) throw first.problem;
    return last!;
  }

  return { acts, problem, done, failures, load, perform };
}
