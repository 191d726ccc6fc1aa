/** An act that begins something new, and the message key of its button. */
export interface Beginning {
  act: string;
  label: string;
}
