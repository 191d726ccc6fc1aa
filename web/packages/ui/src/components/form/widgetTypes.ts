import type { Field } from "../../logic/formSchema.ts";

/** What every widget of a form gets; its value comes and goes by v-model. */
export interface WidgetProps {
  field: Field;
  /** Id of the control, for its label. */
  id: string;
  invalid: boolean;
  /** Ids of the help and error texts. */
  describedBy: string | undefined;
  /** The object the act is on, or null when it starts something new. */
  targetId: string | null;
  /** Names of chosen references and files by key, shared by the whole form. */
  names: Record<string, string>;
}
